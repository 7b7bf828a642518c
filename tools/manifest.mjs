// Makes one browser's manifest: node tools/manifest.mjs BROWSER VERSION <extension/manifest.json
// The source is one manifest for both; each browser warns of the keys that only the other knows.
import { readFileSync } from "node:fs";

/** Keys that a browser does not know, as paths. */
const FOREIGN = {
  // Chrome allows four suggested keys; the panel's is for the reader to choose there.
  chrome: ["background.scripts", "browser_specific_settings", "sidebar_action", "commands.panel.suggested_key"],
  firefox: ["background.service_worker", "minimum_chrome_version", "message_serialization", "side_panel"],
};

const [browser, version] = process.argv.slice(2);
if (!(browser in FOREIGN) || !/^\d+(\.\d+){1,3}$/.test(version ?? "")) {
  console.error(`manifest.mjs: expected chrome or firefox and a version number, got ${browser} ${version}`);
  process.exit(2);
}
const manifest = JSON.parse(readFileSync(0, "utf8"));
manifest.version = version;
for (const path of FOREIGN[browser]) {
  const keys = path.split(".");
  const last = keys.pop();
  const holder = keys.reduce((object, key) => object?.[key], manifest);
  if (holder) delete holder[last];
}
if (browser === "firefox") {
  manifest.permissions = manifest.permissions.filter((name) => name !== "sidePanel");
  // Firefox has no dynamic addresses and says so in its console.
  for (const resource of manifest.web_accessible_resources ?? []) delete resource.use_dynamic_url;
}
process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`);
