import { strToU8, zipSync } from 'fflate';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MICROSOFT = 'http://schemas.microsoft.com/office';
const TYPES = 'application/vnd.openxmlformats-officedocument';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';

/**
 * The parts of a workbook written by hand after what Excel writes, with everything that a copy must not lose: shared,
 * array and dynamic formulas, a table, names, conditional formats old and new, lists, a chart, a comment, two add-ins
 * with their panes, a calculation chain and a part that no one knows.
 */
export function richParts(): Record<string, string> {
  return {
    '[Content_Types].xml':
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      '<Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/octet-stream"/>' +
      '<Default Extension="png" ContentType="image/png"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>' +
      Object.entries(CONTENT_TYPES)
        .map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`)
        .join('') +
      '</Types>',
    '_rels/.rels': relations([
      [`${OFFICE}/officeDocument`, 'xl/workbook.xml'],
      [`${OFFICE}/extended-properties`, 'docProps/app.xml'],
      [`${MICROSOFT}/2011/relationships/webextensiontaskpanes`, 'xl/webextensions/taskpanes.xml'],
    ]),
    'docProps/app.xml':
      '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">' +
      '<Application>Microsoft Excel</Application><HeadingPairs><vt:vector size="2" baseType="variant"><vt:variant><vt:lpstr>Worksheets</vt:lpstr></vt:variant>' +
      '<vt:variant><vt:i4>2</vt:i4></vt:variant></vt:vector></HeadingPairs><TitlesOfParts><vt:vector size="2" baseType="lpstr"><vt:lpstr>Plan</vt:lpstr>' +
      '<vt:lpstr>Models</vt:lpstr></vt:vector></TitlesOfParts><AppVersion>16.0300</AppVersion></Properties>',
    'xl/workbook.xml':
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr/><bookViews><workbookView activeTab="1"/></bookViews><sheets>` +
      '<sheet name="Plan" sheetId="4" r:id="rId1"/><sheet name="Chart" sheetId="6" r:id="rId9"/>' +
      '<sheet name="Models" sheetId="7" state="hidden" r:id="rId2"/></sheets><definedNames>' +
      '<definedName name="Budget">_xldudf_LLMCOST("m",Plan!$A$2,1)*2</definedName>' +
      '<definedName name="Local" localSheetId="2" hidden="1">Models!$A$1</definedName></definedNames>' +
      '<calcPr calcId="191029"/></workbook>',
    'xl/_rels/workbook.xml.rels': relations([
      [`${OFFICE}/worksheet`, 'worksheets/sheet1.xml'],
      [`${OFFICE}/worksheet`, '/xl/worksheets/sheet2.xml'],
      [`${OFFICE}/styles`, 'styles.xml'],
      [`${OFFICE}/sharedStrings`, 'sharedStrings.xml'],
      [`${OFFICE}/sheetMetadata`, 'metadata.xml'],
      [`${OFFICE}/calcChain`, 'calcChain.xml'],
      [`${OFFICE}/customXml`, '../customXml/item1.xml'],
      ['http://example.com/unknown', 'unknown.bin'],
      [`${OFFICE}/chartsheet`, 'chartsheets/sheet1.xml'],
    ]),
    'xl/unknown.bin': 'any bytes',
    'customXml/item1.xml': '<other xmlns="urn:other">kept</other>',
    'xl/chartsheets/sheet1.xml': `<chartsheet xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheetViews><sheetView workbookViewId="0" tabSelected="1"/></sheetViews><drawing r:id="rId1"/></chartsheet>`,
    'xl/chartsheets/_rels/sheet1.xml.rels': relations([[`${OFFICE}/drawing`, '../drawings/drawing1.xml']]),
    'xl/drawings/drawing1.xml':
      '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="9000000" cy="6000000"/>' +
      '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Chart"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>' +
      `<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="${OFFICE}" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:absoluteAnchor></xdr:wsDr>`,
    'xl/drawings/_rels/drawing1.xml.rels': relations([[`${OFFICE}/chart`, '../charts/chart1.xml']]),
    'xl/charts/chart1.xml':
      '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:ser><c:idx val="0"/><c:order val="0"/>' +
      '<c:val><c:numRef><c:f>Plan!$A$2:$A$4</c:f></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart></c:plotArea></c:chart></c:chartSpace>',
    'xl/styles.xml':
      `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="170" formatCode="0.000"/></numFmts><fonts count="2"><font><sz val="10"/><name val="Arial"/></font><font><b/><sz val="10"/><name val="Arial"/></font></fonts>` +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="170" fontId="1" fillId="0" borderId="0" xfId="0"/></cellXfs>' +
      '<dxfs count="1"><dxf><font><b/></font></dxf></dxfs></styleSheet>',
    'xl/sharedStrings.xml':
      `<sst xmlns="${MAIN}" count="3" uniqueCount="3"><si><t>Tokens</t></si><si><r><t>Rich </t></r><r><rPr><b/></rPr><t>text</t></r><rPh sb="0" eb="1"><t>reading</t></rPh></si>` +
      '<si><t xml:space="preserve"> a_x000D_b_x005F_x000D_ </t></si></sst>',
    'xl/metadata.xml':
      `<metadata xmlns="${MAIN}" xmlns:xlrd="${MICROSOFT}/spreadsheetml/2017/richdata" xmlns:xda="${MICROSOFT}/spreadsheetml/2017/dynamicarray"><metadataTypes count="2">` +
      '<metadataType name="XLRICHVALUE" minSupportedVersion="120000" copy="1"/><metadataType name="XLDAPR" minSupportedVersion="120000" cellMeta="1"/></metadataTypes>' +
      '<futureMetadata name="XLRICHVALUE" count="1"><bk><extLst><ext uri="{3e2802c4-a4d2-4d8b-9148-e3be6c30e623}"><xlrd:rvb i="0"/></ext></extLst></bk></futureMetadata>' +
      '<futureMetadata name="XLDAPR" count="1"><bk><extLst><ext uri="{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}"><xda:dynamicArrayProperties fDynamic="1" fCollapsed="0"/></ext></extLst></bk></futureMetadata>' +
      '<cellMetadata count="1"><bk><rc t="2" v="0"/></bk></cellMetadata><valueMetadata count="1"><bk><rc t="1" v="0"/></bk></valueMetadata></metadata>',
    'xl/calcChain.xml': `<calcChain xmlns="${MAIN}"><c r="B2" i="4"/></calcChain>`,
    'xl/worksheets/sheet1.xml': PLAN,
    'xl/worksheets/_rels/sheet1.xml.rels': relations([
      [`${OFFICE}/table`, '../tables/table1.xml'],
      [`${OFFICE}/comments`, '../comments1.xml'],
      [`${OFFICE}/vmlDrawing`, '../drawings/vmlDrawing1.vml'],
    ]),
    'xl/comments1.xml': `<comments xmlns="${MAIN}"><authors><author>A</author></authors><commentList><comment ref="A2" authorId="0"><text><t>note</t></text></comment></commentList></comments>`,
    'xl/drawings/vmlDrawing1.vml': '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="s1"/></xml>',
    'xl/tables/table1.xml':
      `<table xmlns="${MAIN}" id="3" name="Table1" displayName="Usage" ref="A10:B13" totalsRowCount="1"><autoFilter ref="A10:B12"/><tableColumns count="2"><tableColumn id="1" name="Month"/>` +
      '<tableColumn id="2" name="Cost"><calculatedColumnFormula>_xldudf_LLMCOST("m",Usage[[#This Row],[Month]],0)</calculatedColumnFormula><totalsRowFormula>SUM(Usage[Cost])</totalsRowFormula></tableColumn></tableColumns></table>',
    'xl/worksheets/sheet2.xml': `<worksheet xmlns="${MAIN}"><sheetData/></worksheet>`,
    'xl/webextensions/taskpanes.xml':
      `<wetp:taskpanes xmlns:wetp="${MICROSOFT}/webextensions/taskpanes/2010/11"><wetp:taskpane dockstate="right" visibility="0"><wetp:webextensionref xmlns:r="${OFFICE}" r:id="rId1"/></wetp:taskpane>` +
      `<wetp:taskpane dockstate="right" visibility="0"><wetp:webextensionref xmlns:r="${OFFICE}" r:id="rId2"/></wetp:taskpane></wetp:taskpanes>`,
    'xl/webextensions/_rels/taskpanes.xml.rels': relations([
      [`${MICROSOFT}/2011/relationships/webextension`, 'webextension1.xml'],
      [`${MICROSOFT}/2011/relationships/webextension`, 'webextension2.xml'],
    ]),
    'xl/webextensions/webextension1.xml': webExtension('11111111-AAAA-4AAA-8AAA-111111111111', 'OURS-0001'),
    'xl/webextensions/_rels/webextension1.xml.rels': relations([[`${OFFICE}/image`, '../media/image1.png']]),
    'xl/media/image1.png': 'picture',
    'xl/webextensions/webextension2.xml': webExtension('22222222-BBBB-4BBB-8BBB-222222222222', 'OTHER-0002'),
  };
}

export function zipped(parts: Readonly<Record<string, string>>): Uint8Array {
  const bytes = Object.entries(parts).map(([name, text]) => {
    return [
      name,
      strToU8(/\.(xml|rels)$/.test(name) && text.startsWith('<') && !text.startsWith('<?') ? DECLARATION + text : text),
    ];
  });
  return zipSync(Object.fromEntries(bytes), { mtime: new Date(2024, 4, 6, 7, 8, 10) });
}

const PLAN =
  `<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}"\n  xmlns:x14="${MICROSOFT}/spreadsheetml/2009/9/main"><!-- kept --><dimension ref="A1:E13"/><sheetData>\n` +
  '<row r="1" spans="1:5" ht="20" customHeight="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>' +
  '<c r="D1" t="inlineStr"><is><t>in</t><rPh sb="0" eb="1"><t>x</t></rPh></is></c><c r="E1" t="d"><v>2026-11-26T12:00:00</v></c></row>\n' +
  '<row r="2" spans="1:5"><c r="A2"><v>1000</v></c><c r="B2" s="1"><f t="shared" ref="B2:B4" si="0">_xldudf_LLMCOST("m",A2,$A$2)+A2</f><v>0.1</v></c><c r="D2"><f>1+\n1</f><v>2</v></c></row>' +
  '<row r="3"><c r="A3"><v>2E3</v></c><c r="B3" s="1"><f t="shared" si="0"/><v>0.2</v></c><c r="C3" t="b"><v>1</v></c></row>' +
  '<row r="4"><c r="A4"><v>3000</v></c><c r="B4" s="1" t="str"><f t="shared" si="0"></f><v>text</v></c><c r="C4" t="e"><v>#N/A</v></c></row>' +
  '<row r="5"/>' +
  '<row r="6"><c r="A6"><f t="array" ref="A6:A7">A2:A3*2</f><v>2000</v></c><c r="B6" cm="1"><f t="array" ref="B6:B7">_xldudf_LLMMODELS(\'x y\'!A1)</f><v>1</v></c>' +
  '<c r="C6" s="1" t="e" vm="1"><v>#VALUE!</v></c><c r="D6"><f>A1&amp;"&lt;&gt;"</f></c></row>' +
  '<row r="7"><c r="A7"><v>4000</v></c><c r="B7"><v>2</v></c></row>' +
  '<row r="10"><c r="A10" t="inlineStr"><is><t>Month</t></is></c><c r="B10" t="inlineStr"><is><t>Cost</t></is></c></row>' +
  '<row r="11"><c r="A11"><v>1</v></c><c r="B11"><f>_xldudf_LLMCOST("m",Usage[[#This Row],[Month]],0)</f><v>1</v></c></row>' +
  '<row r="12"><c r="A12"><v>2</v></c><c r="B12"><f>_xldudf_LLMCOST("m",Usage[[#This Row],[Month]],0)</f><v>2</v></c></row>' +
  '<row r="13"><c r="B13"><f>SUM(Usage[Cost])</f><v>3</v></c></row>\n</sheetData>' +
  '<conditionalFormatting sqref="B2:B4 D2"><cfRule type="expression" dxfId="0" priority="1"><formula>B2&gt;_xldudf_LLMCOST("m",A2,0)</formula></cfRule>' +
  '<cfRule type="colorScale" priority="2"><colorScale><cfvo type="formula" val="$A$2*2"/><cfvo type="max"/><color rgb="FFFF0000"/><color rgb="FF00FF00"/></colorScale></cfRule></conditionalFormatting>' +
  '<dataValidations count="1"><dataValidation type="whole" sqref="A2:A4"><formula1>1</formula1><formula2>_xldudf_GPUCOUNT(A2)</formula2></dataValidation></dataValidations>' +
  '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><legacyDrawing r:id="rId3"/><tableParts count="1"><tablePart r:id="rId1"/></tableParts>' +
  `<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations xmlns:xm="${MICROSOFT}/excel/2006/main" count="1"><x14:dataValidation type="list">` +
  '<x14:formula1><xm:f>Models!$A$1:$A$9</xm:f></x14:formula1><xm:sqref>C2:C9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>';

const CONTENT_TYPES: Record<string, string> = {
  'xl/workbook.xml': `${TYPES}.spreadsheetml.sheet.main+xml`,
  'xl/worksheets/sheet1.xml': `${TYPES}.spreadsheetml.worksheet+xml`,
  'xl/worksheets/sheet2.xml': `${TYPES}.spreadsheetml.worksheet+xml`,
  'xl/chartsheets/sheet1.xml': `${TYPES}.spreadsheetml.chartsheet+xml`,
  'xl/drawings/drawing1.xml': `${TYPES}.drawing+xml`,
  'xl/charts/chart1.xml': `${TYPES}.drawingml.chart+xml`,
  'xl/styles.xml': `${TYPES}.spreadsheetml.styles+xml`,
  'xl/sharedStrings.xml': `${TYPES}.spreadsheetml.sharedStrings+xml`,
  'xl/metadata.xml': `${TYPES}.spreadsheetml.sheetMetadata+xml`,
  'xl/calcChain.xml': `${TYPES}.spreadsheetml.calcChain+xml`,
  'xl/comments1.xml': `${TYPES}.spreadsheetml.comments+xml`,
  'xl/tables/table1.xml': `${TYPES}.spreadsheetml.table+xml`,
  'xl/webextensions/taskpanes.xml': 'application/vnd.ms-office.webextensiontaskpanes+xml',
  'xl/webextensions/webextension1.xml': 'application/vnd.ms-office.webextension+xml',
  'xl/webextensions/webextension2.xml': 'application/vnd.ms-office.webextension+xml',
  'docProps/app.xml': `${TYPES}.extended-properties+xml`,
};

function webExtension(instance: string, addIn: string): string {
  return (
    `<we:webextension xmlns:we="${MICROSOFT}/webextensions/webextension/2010/11" id="{${instance}}"><we:reference id="${addIn}" version="1.0.0.0" store="developer" storeType="Registry"/>` +
    '<we:alternateReferences/><we:properties/><we:bindings/></we:webextension>'
  );
}

function relations(list: readonly (readonly [type: string, target: string])[]): string {
  const each = list.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}
