// Generated from workflows-schema by scripts/generate.ts. Do not edit.
"use strict";
export const validate = validate10;
const schema11 = {"type":"object","required":["schema","mfe","repository","repositoryId","workflow","artifact","environments"],"additionalProperties":false,"properties":{"schema":{"const":1},"mfe":{"type":"string","maxLength":63,"pattern":"^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$"},"team":{"type":"string","minLength":1,"maxLength":100,"pattern":"^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$"},"repository":{"type":"string","maxLength":140,"pattern":"^[A-Za-z0-9][A-Za-z0-9_-]{0,38}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$"},"repositoryId":{"type":"integer","minimum":1,"maximum":9007199254740991},"workflow":{"type":"string","maxLength":255,"pattern":"^\\.github/workflows/[A-Za-z0-9_-][A-Za-z0-9._-]*\\.ya?ml$"},"refs":{"type":"array","minItems":1,"maxItems":50,"items":{"type":"string","maxLength":255,"pattern":"^refs/(?:heads|tags|pull)/[A-Za-z0-9._/@+=#,-]*\\*?$"}},"versions":{"type":"string","enum":["semver","commit","any"]},"artifact":{"type":"object","required":["source","name","entry"],"additionalProperties":false,"properties":{"source":{"type":"string","enum":["npm"]},"name":{"type":"string","maxLength":214,"pattern":"^(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*$"},"directory":{"type":"string","maxLength":255,"pattern":"^(?:\\.|(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+)*)$"},"entry":{"type":"string","maxLength":255,"pattern":"^(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+)*$"},"sourceMaps":{"type":"boolean"}}},"environments":{"type":"object","minProperties":1,"propertyNames":{"type":"string","maxLength":63,"pattern":"^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$"},"additionalProperties":{"type":"object","additionalProperties":false,"properties":{"cacheInvalidationKeys":{"type":"array","maxItems":100,"items":{"type":"string","maxLength":512,"pattern":"^(?:/(?!/)(?!(?:.*/)?\\.{1,2}(?:/|$))(?!.*//)(?!.*%2[eEfF])(?:[A-Za-z0-9._~+=&:@/?-]|%[0-9A-Fa-f]{2})*\\*?|#[A-Za-z0-9][A-Za-z0-9._:-]{0,127})$"}},"frozen":{"type":"object","required":["reason"],"additionalProperties":false,"properties":{"reason":{"type":"string","minLength":1,"maxLength":280,"pattern":"^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$"}}}}}}}};
const func2 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$", "u");
const pattern1 = new RegExp("^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$", "u");
const pattern2 = new RegExp("^[A-Za-z0-9][A-Za-z0-9_-]{0,38}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$", "u");
const pattern3 = new RegExp("^\\.github/workflows/[A-Za-z0-9_-][A-Za-z0-9._-]*\\.ya?ml$", "u");
const pattern4 = new RegExp("^refs/(?:heads|tags|pull)/[A-Za-z0-9._/@+=#,-]*\\*?$", "u");
const pattern5 = new RegExp("^(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*$", "u");
const pattern6 = new RegExp("^(?:\\.|(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+)*)$", "u");
const pattern7 = new RegExp("^(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+)*$", "u");
const pattern9 = new RegExp("^(?:/(?!/)(?!(?:.*/)?\\.{1,2}(?:/|$))(?!.*//)(?!.*%2[eEfF])(?:[A-Za-z0-9._~+=&:@/?-]|%[0-9A-Fa-f]{2})*\\*?|#[A-Za-z0-9][A-Za-z0-9._:-]{0,127})$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.schema === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "schema"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.mfe === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "mfe"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.repository === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "repository"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.repositoryId === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "repositoryId"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.workflow === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "workflow"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.artifact === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "artifact"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.environments === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "environments"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema11.properties, key0))){
const err7 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.schema !== undefined){
if(1 !== data.schema){
const err8 = {instancePath:instancePath+"/schema",schemaPath:"#/properties/schema/const",keyword:"const",params:{allowedValue: 1}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.mfe !== undefined){
let data1 = data.mfe;
if(typeof data1 === "string"){
if(data1.length > 63){
const err9 = {instancePath:instancePath+"/mfe",schemaPath:"#/properties/mfe/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(!pattern0.test(data1)){
const err10 = {instancePath:instancePath+"/mfe",schemaPath:"#/properties/mfe/pattern",keyword:"pattern",params:{pattern: "^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/mfe",schemaPath:"#/properties/mfe/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.team !== undefined){
let data2 = data.team;
if(typeof data2 === "string"){
if(data2.length > 100){
const err12 = {instancePath:instancePath+"/team",schemaPath:"#/properties/team/maxLength",keyword:"maxLength",params:{limit: 100}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data2.length < 1){
const err13 = {instancePath:instancePath+"/team",schemaPath:"#/properties/team/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(!pattern1.test(data2)){
const err14 = {instancePath:instancePath+"/team",schemaPath:"#/properties/team/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/team",schemaPath:"#/properties/team/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.repository !== undefined){
let data3 = data.repository;
if(typeof data3 === "string"){
if(data3.length > 140){
const err16 = {instancePath:instancePath+"/repository",schemaPath:"#/properties/repository/maxLength",keyword:"maxLength",params:{limit: 140}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(!pattern2.test(data3)){
const err17 = {instancePath:instancePath+"/repository",schemaPath:"#/properties/repository/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,38}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/repository",schemaPath:"#/properties/repository/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.repositoryId !== undefined){
let data4 = data.repositoryId;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err19 = {instancePath:instancePath+"/repositoryId",schemaPath:"#/properties/repositoryId/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
const err20 = {instancePath:instancePath+"/repositoryId",schemaPath:"#/properties/repositoryId/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data4 < 1 || isNaN(data4)){
const err21 = {instancePath:instancePath+"/repositoryId",schemaPath:"#/properties/repositoryId/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
if(data.workflow !== undefined){
let data5 = data.workflow;
if(typeof data5 === "string"){
if(data5.length > 255){
const err22 = {instancePath:instancePath+"/workflow",schemaPath:"#/properties/workflow/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(!pattern3.test(data5)){
const err23 = {instancePath:instancePath+"/workflow",schemaPath:"#/properties/workflow/pattern",keyword:"pattern",params:{pattern: "^\\.github/workflows/[A-Za-z0-9_-][A-Za-z0-9._-]*\\.ya?ml$"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/workflow",schemaPath:"#/properties/workflow/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.refs !== undefined){
let data6 = data.refs;
if(Array.isArray(data6)){
if(data6.length > 50){
const err25 = {instancePath:instancePath+"/refs",schemaPath:"#/properties/refs/maxItems",keyword:"maxItems",params:{limit: 50}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data6.length < 1){
const err26 = {instancePath:instancePath+"/refs",schemaPath:"#/properties/refs/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
let data7 = data6[i0];
if(typeof data7 === "string"){
if(data7.length > 255){
const err27 = {instancePath:instancePath+"/refs/" + i0,schemaPath:"#/properties/refs/items/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(!pattern4.test(data7)){
const err28 = {instancePath:instancePath+"/refs/" + i0,schemaPath:"#/properties/refs/items/pattern",keyword:"pattern",params:{pattern: "^refs/(?:heads|tags|pull)/[A-Za-z0-9._/@+=#,-]*\\*?$"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/refs/" + i0,schemaPath:"#/properties/refs/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/refs",schemaPath:"#/properties/refs/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.versions !== undefined){
let data8 = data.versions;
if(typeof data8 !== "string"){
const err31 = {instancePath:instancePath+"/versions",schemaPath:"#/properties/versions/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(!(((data8 === "semver") || (data8 === "commit")) || (data8 === "any"))){
const err32 = {instancePath:instancePath+"/versions",schemaPath:"#/properties/versions/enum",keyword:"enum",params:{allowedValues: schema11.properties.versions.enum}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data.artifact !== undefined){
let data9 = data.artifact;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(data9.source === undefined){
const err33 = {instancePath:instancePath+"/artifact",schemaPath:"#/properties/artifact/required",keyword:"required",params:{missingProperty: "source"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(data9.name === undefined){
const err34 = {instancePath:instancePath+"/artifact",schemaPath:"#/properties/artifact/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(data9.entry === undefined){
const err35 = {instancePath:instancePath+"/artifact",schemaPath:"#/properties/artifact/required",keyword:"required",params:{missingProperty: "entry"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
for(const key1 in data9){
if(!(((((key1 === "source") || (key1 === "name")) || (key1 === "directory")) || (key1 === "entry")) || (key1 === "sourceMaps"))){
const err36 = {instancePath:instancePath+"/artifact",schemaPath:"#/properties/artifact/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data9.source !== undefined){
let data10 = data9.source;
if(typeof data10 !== "string"){
const err37 = {instancePath:instancePath+"/artifact/source",schemaPath:"#/properties/artifact/properties/source/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(!(data10 === "npm")){
const err38 = {instancePath:instancePath+"/artifact/source",schemaPath:"#/properties/artifact/properties/source/enum",keyword:"enum",params:{allowedValues: schema11.properties.artifact.properties.source.enum}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data9.name !== undefined){
let data11 = data9.name;
if(typeof data11 === "string"){
if(data11.length > 214){
const err39 = {instancePath:instancePath+"/artifact/name",schemaPath:"#/properties/artifact/properties/name/maxLength",keyword:"maxLength",params:{limit: 214}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(!pattern5.test(data11)){
const err40 = {instancePath:instancePath+"/artifact/name",schemaPath:"#/properties/artifact/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*$"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/artifact/name",schemaPath:"#/properties/artifact/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data9.directory !== undefined){
let data12 = data9.directory;
if(typeof data12 === "string"){
if(data12.length > 255){
const err42 = {instancePath:instancePath+"/artifact/directory",schemaPath:"#/properties/artifact/properties/directory/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(!pattern6.test(data12)){
const err43 = {instancePath:instancePath+"/artifact/directory",schemaPath:"#/properties/artifact/properties/directory/pattern",keyword:"pattern",params:{pattern: "^(?:\\.|(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+)*)$"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
else {
const err44 = {instancePath:instancePath+"/artifact/directory",schemaPath:"#/properties/artifact/properties/directory/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data9.entry !== undefined){
let data13 = data9.entry;
if(typeof data13 === "string"){
if(data13.length > 255){
const err45 = {instancePath:instancePath+"/artifact/entry",schemaPath:"#/properties/artifact/properties/entry/maxLength",keyword:"maxLength",params:{limit: 255}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(!pattern7.test(data13)){
const err46 = {instancePath:instancePath+"/artifact/entry",schemaPath:"#/properties/artifact/properties/entry/pattern",keyword:"pattern",params:{pattern: "^(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+)*$"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
else {
const err47 = {instancePath:instancePath+"/artifact/entry",schemaPath:"#/properties/artifact/properties/entry/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data9.sourceMaps !== undefined){
if(typeof data9.sourceMaps !== "boolean"){
const err48 = {instancePath:instancePath+"/artifact/sourceMaps",schemaPath:"#/properties/artifact/properties/sourceMaps/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
else {
const err49 = {instancePath:instancePath+"/artifact",schemaPath:"#/properties/artifact/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data.environments !== undefined){
let data15 = data.environments;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(Object.keys(data15).length < 1){
const err50 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/minProperties",keyword:"minProperties",params:{limit: 1}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
for(const key2 in data15){
const _errs34 = errors;
if(typeof key2 === "string"){
if(key2.length > 63){
const err51 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/propertyNames/maxLength",keyword:"maxLength",params:{limit: 63},propertyName:key2};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(!pattern0.test(key2)){
const err52 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/propertyNames/pattern",keyword:"pattern",params:{pattern: "^(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9][a-z0-9-]{0,62}$"},propertyName:key2};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
else {
const err53 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/propertyNames/type",keyword:"type",params:{type: "string"},propertyName:key2};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
var valid4 = _errs34 === errors;
if(!valid4){
const err54 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/propertyNames",keyword:"propertyNames",params:{propertyName: key2}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
for(const key3 in data15){
let data16 = data15[key3];
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
for(const key4 in data16){
if(!((key4 === "cacheInvalidationKeys") || (key4 === "frozen"))){
const err55 = {instancePath:instancePath+"/environments/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/environments/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data16.cacheInvalidationKeys !== undefined){
let data17 = data16.cacheInvalidationKeys;
if(Array.isArray(data17)){
if(data17.length > 100){
const err56 = {instancePath:instancePath+"/environments/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/cacheInvalidationKeys",schemaPath:"#/properties/environments/additionalProperties/properties/cacheInvalidationKeys/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
const len1 = data17.length;
for(let i1=0; i1<len1; i1++){
let data18 = data17[i1];
if(typeof data18 === "string"){
if(data18.length > 512){
const err57 = {instancePath:instancePath+"/environments/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/cacheInvalidationKeys/" + i1,schemaPath:"#/properties/environments/additionalProperties/properties/cacheInvalidationKeys/items/maxLength",keyword:"maxLength",params:{limit: 512}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(!pattern9.test(data18)){
const err58 = {instancePath:instancePath+"/environments/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/cacheInvalidationKeys/" + i1,schemaPath:"#/properties/environments/additionalProperties/properties/cacheInvalidationKeys/items/pattern",keyword:"pattern",params:{pattern: "^(?:/(?!/)(?!(?:.*/)?\\.{1,2}(?:/|$))(?!.*//)(?!.*%2[eEfF])(?:[A-Za-z0-9._~+=&:@/?-]|%[0-9A-Fa-f]{2})*\\*?|#[A-Za-z0-9][A-Za-z0-9._:-]{0,127})$"}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
else {
const err59 = {instancePath:instancePath+"/environments/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/cacheInvalidationKeys/" + i1,schemaPath:"#/properties/environments/additionalProperties/properties/cacheInvalidationKeys/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
else {
const err60 = {instancePath:instancePath+"/environments/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/cacheInvalidationKeys",schemaPath:"#/properties/environments/additionalProperties/properties/cacheInvalidationKeys/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data16.frozen !== undefined){
let data19 = data16.frozen;
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
if(data19.reason === undefined){
const err61 = {instancePath:instancePath+"/environments/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/frozen",schemaPath:"#/properties/environments/additionalProperties/properties/frozen/required",keyword:"required",params:{missingProperty: "reason"}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
for(const key5 in data19){
if(!(key5 === "reason")){
const err62 = {instancePath:instancePath+"/environments/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/frozen",schemaPath:"#/properties/environments/additionalProperties/properties/frozen/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data19.reason !== undefined){
let data20 = data19.reason;
if(typeof data20 === "string"){
if(data20.length > 280){
const err63 = {instancePath:instancePath+"/environments/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/frozen/reason",schemaPath:"#/properties/environments/additionalProperties/properties/frozen/properties/reason/maxLength",keyword:"maxLength",params:{limit: 280}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(data20.length < 1){
const err64 = {instancePath:instancePath+"/environments/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/frozen/reason",schemaPath:"#/properties/environments/additionalProperties/properties/frozen/properties/reason/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(!pattern1.test(data20)){
const err65 = {instancePath:instancePath+"/environments/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/frozen/reason",schemaPath:"#/properties/environments/additionalProperties/properties/frozen/properties/reason/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$"}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
else {
const err66 = {instancePath:instancePath+"/environments/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/frozen/reason",schemaPath:"#/properties/environments/additionalProperties/properties/frozen/properties/reason/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
}
else {
const err67 = {instancePath:instancePath+"/environments/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/frozen",schemaPath:"#/properties/environments/additionalProperties/properties/frozen/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
}
else {
const err68 = {instancePath:instancePath+"/environments/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/environments/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
else {
const err69 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
else {
const err70 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}
export const allowed = {
  "#/properties/schema": "the number 1",
  "#/properties/mfe": "1 to 63 characters: small letters a-z, digits and hyphens, starting with a letter or digit (not a name that Windows reserves, such as con)",
  "#/properties/team": "1 to 100 characters without control characters",
  "#/properties/repository": "owner/name of a GitHub repository, such as acme/cart",
  "#/properties/repositoryId": "a whole number above 0",
  "#/properties/workflow": "a workflow file such as .github/workflows/micro-frontend-cd.yml",
  "#/properties/refs/items": "a full ref such as refs/heads/main, or the start of one such as refs/tags/v*",
  "#/properties/refs": "a list of 1 to 50 refs",
  "#/properties/versions": "semver, commit, any",
  "#/properties/artifact/properties/source": "npm",
  "#/properties/artifact/properties/name": "an npm package name in small letters, such as @acme/cart",
  "#/properties/artifact/properties/directory": "a relative path of letters, digits and the characters . _ @ + -, without empty, . or .. segments, or a single dot",
  "#/properties/artifact/properties/entry": "a relative path of letters, digits and the characters . _ @ + -, without empty, . or .. segments",
  "#/properties/artifact/properties/sourceMaps": "true or false",
  "#/properties/artifact": "a map with the fields source, name, directory, entry, sourceMaps",
  "#/properties/environments/additionalProperties/properties/cacheInvalidationKeys/items": "a path such as /cart/* (URL-encoded, no .. segment, no empty segment, * only at the end) or a tag such as #cart (letters, digits, dots, colons, underscores, hyphens), at most 512 characters",
  "#/properties/environments/additionalProperties/properties/cacheInvalidationKeys": "a list of at most 100 paths and tags",
  "#/properties/environments/additionalProperties/properties/frozen/properties/reason": "a sentence of at most 280 characters, without control characters",
  "#/properties/environments/additionalProperties/properties/frozen": "a map with the fields reason",
  "#/properties/environments/additionalProperties": "a map with the fields cacheInvalidationKeys and frozen, both optional ({} for none)",
  "#/properties/environments/propertyNames": "1 to 63 characters: small letters a-z, digits and hyphens, starting with a letter or digit (not a name that Windows reserves, such as con)",
  "#/properties/environments": "a map from environment name to settings ({} for none), with at least one entry",
  "#": "a map with the fields schema, mfe, team, repository, repositoryId, workflow, refs, versions, artifact, environments"
}
