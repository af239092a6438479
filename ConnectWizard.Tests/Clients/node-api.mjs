// azure-devops-node-api from sign-in to a completed pull request. Prints what it got as one line of JSON.
import azure from "azure-devops-node-api";
import {
  GitPullRequestMergeStrategy, GitVersionType, ItemContentType, PullRequestStatus, VersionControlChangeType,
} from "azure-devops-node-api/interfaces/GitInterfaces.js";

const { url, token, project, repository } = JSON.parse(process.env.INPUT);
const connection = new azure.WebApi(url, azure.getPersonalAccessTokenHandler(token));
const failure = (call) => call().then((result) => `no failure, but ${JSON.stringify(result)}`, (error) => error.message);
const data = await connection.connect();
const core = await connection.getCoreApi();
const git = await connection.getGitApi();

const projects = await core.getProjects("wellFormed", 500);
const found = await git.getRepository(repository, project);
const heads = await git.getRefs(found.id, project, "heads/");
const main = heads.find((ref) => ref.name === "refs/heads/main").objectId;

const created = await git.updateRefs(
  [{ name: "refs/heads/feature/node", oldObjectId: "0".repeat(40), newObjectId: main }], found.id, project);
const push = await git.createPush({
  refUpdates: [{ name: "refs/heads/feature/node", oldObjectId: main }],
  commits: [{
    comment: "Add a note",
    changes: [{
      changeType: VersionControlChangeType.Add,
      item: { path: "/docs/note.md" },
      newContent: { content: "Text", contentType: ItemContentType.RawText },
    }],
  }],
}, found.id, project);
const opened = await git.createPullRequest({
  sourceRefName: "refs/heads/feature/node", targetRefName: "refs/heads/main", title: "Add a note",
  completionOptions: { mergeStrategy: GitPullRequestMergeStrategy.Squash, deleteSourceBranch: true },
}, found.id, project);
const list = async (status) => (await git.getPullRequests(found.id, { status }, project)).length;
const active = await list(PullRequestStatus.Active);
const completed = await git.updatePullRequest(
  { status: PullRequestStatus.Completed, lastMergeSourceCommit: opened.lastMergeSourceCommit }, found.id, opened.pullRequestId, project);
const commits = await git.getCommits(
  found.id, { itemPath: "/docs", itemVersion: { version: "main", versionType: GitVersionType.Branch } }, project, 0, 10);

console.log(JSON.stringify({
  user: data.authenticatedUser.providerDisplayName,
  projects: projects.length,
  heads: heads.length,
  created: created[0].success,
  pushed: push.commits.length,
  active,
  completedStatus: PullRequestStatus[completed.status],
  mergeStrategy: GitPullRequestMergeStrategy[completed.completionOptions.mergeStrategy],
  all: await list(PullRequestStatus.All),
  stillActive: await list(PullRequestStatus.Active),
  headsAfter: (await git.getRefs(found.id, project, "heads/")).length,
  comments: commits.map((commit) => commit.comment),
  withoutProject: await failure(() => git.getRepository(repository)),
  items: await failure(() => git.getItems(found.id, project, "/")),
  workItem: await failure(async () => (await connection.getWorkItemTrackingApi()).getWorkItem(1)),
}));
