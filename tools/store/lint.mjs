// Judges what web-ext says of the package: everything is an error.
import { readFileSync } from "node:fs";

const { errors, warnings, notices } = JSON.parse(readFileSync(0, "utf8"));
const said = [...errors, ...warnings, ...notices];
for (const { _type, code, file, line, message } of said) console.log(`${_type}: ${code} ${file ?? ""}:${line ?? ""} ${message}`);
console.log(`${errors.length} errors, ${warnings.length} warnings, ${notices.length} notices`);
process.exitCode = said.length ? 1 : 0;
