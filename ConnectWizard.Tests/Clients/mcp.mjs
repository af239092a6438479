// Microsoft's MCP server for Azure DevOps, started and asked as an editor does. Prints its answers as one line of JSON.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { fileURLToPath } from "node:url";

const { organization, authentication, calls } = JSON.parse(process.env.INPUT);
const client = new Client({ name: "test", version: "1.0.0" });
await client.connect(new StdioClientTransport({
  command: process.execPath,
  args: [
    fileURLToPath(new URL("node_modules/@azure-devops/mcp/dist/index.js", import.meta.url)), organization, "--authentication", authentication, "--domains", "core", "repositories",
  ],
  env: process.env,
}));

const answers = [];
for (const { name, input } of calls) {
  const answer = await client.callTool({ name, arguments: input });
  answers.push({ isError: answer.isError ?? false, text: answer.content[0].text });
}

await client.close();
console.log(JSON.stringify(answers));
