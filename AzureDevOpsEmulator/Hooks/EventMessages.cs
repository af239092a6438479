using System.Text.Encodings.Web;

namespace AzureDevOpsEmulator.Hooks;

internal static class PushMessages
{
    public static FormattedText Short(IWireContext call, RepositoryLocation location, Push push, Person by) =>
        Sentence(call, location, push, by, push.RefUpdates[0].IsDelete ? "deleted" : "pushed updates to", withUrl: true);

    public static FormattedText Detailed(IWireContext call, RepositoryLocation location, Push push, Person by)
    {
        var action = push.RefUpdates[0].IsDelete ? "deleted" : push.Commits.Count switch
        {
            0 => "pushed updates to",
            1 => "pushed a commit to",
            var count => $"pushed {count} commits to",
        };
        var sentence = Sentence(call, location, push, by, action, withUrl: false);
        if (push.Commits.Count == 0)
            return sentence;

        var objects = call.Contents.Of(location.Repository).Objects;
        var commits = push.Commits.Select(id => Line(call, location, id, objects.GetCommit(ObjectId.Parse(id)).Message)).ToList();
        return new FormattedText(
            sentence.Text + string.Concat(commits.Select(line => "\r\n - " + line.Text)),
            sentence.Html + "\r\n<ul>\r\n" + string.Concat(commits.Select(line => $"<li>{line.Html}</li>\r\n")) + "</ul>",
            sentence.Markdown + string.Concat(commits.Select(line => "\r\n* " + line.Markdown)));
    }

    private static FormattedText Sentence(IWireContext call, RepositoryLocation location, Push push, Person by, string action, bool withUrl)
    {
        var web = call.Links.RepositoryWeb(call.Collection, location.Repository) + "/";
        var branch = push.RefUpdates[0].Name.Split('/', 3)[^1];
        var (name, branchUrl) = (location.Repository.Name, $"{web}#version=GB{Uri.EscapeDataString(branch)}");
        var html = HtmlEncoder.Default;
        return new FormattedText(
            $"{by.DisplayName} {action} {name}:{branch}" + (withUrl ? $"\r\n({branchUrl})" : ""),
            $"{html.Encode(by.DisplayName)} {action} <a href=\"{web}\">{html.Encode(name)}</a>:<a href=\"{branchUrl}\">{html.Encode(branch)}</a>",
            $"{by.DisplayName} {action} [{name}]({web}):[{branch}]({branchUrl})");
    }

    private static FormattedText Line(IWireContext call, RepositoryLocation location, string id, string message)
    {
        var title = message.Split('\n')[0];
        var url = $"{call.Links.RepositoryWeb(call.Collection, location.Repository)}/commit/{id}";
        return new FormattedText(
            $"{title} {id[..8]} ({url})",
            $"{HtmlEncoder.Default.Encode(title)} <a href=\"{url}\">{id[..8]}</a>",
            $"{title} [{id[..8]}]({url})");
    }
}

internal static class PullRequestMessages
{
    public static FormattedText Of(IWireContext call, RepositoryLocation location, PullRequest pullRequest, string action)
    {
        var web = call.Links.RepositoryWeb(call.Collection, location.Repository) + "/";
        var (label, url) = ($"pull request {pullRequest.Id}", call.Links.PullRequestWeb(call.Collection, location.Repository, pullRequest.Id));
        var (name, html) = (location.Repository.Name, HtmlEncoder.Default);
        return new FormattedText(
            $"{action}{label} ({pullRequest.Title}) in {name}\r\n{web}",
            $"{html.Encode(action)}<a href=\"{url}\">{label}</a> ({html.Encode(pullRequest.Title)}) in <a href=\"{web}\">{html.Encode(name)}</a>",
            $"{action}[{label}]({url}) ({pullRequest.Title}) in [{name}]({web})");
    }

    public static FormattedText WithDescription(FormattedText text, PullRequest pullRequest) => string.IsNullOrEmpty(pullRequest.Description)
        ? text
        : new FormattedText(
            $"{text.Text}\r\n{pullRequest.Description}\r\n",
            $"{text.Html}<p>{HtmlEncoder.Default.Encode(pullRequest.Description)}</p>",
            $"{text.Markdown}\r\n{pullRequest.Description}\r\n");

    public static string ActionText(PullRequest pullRequest, Person by, PullRequestChange change) => change switch
    {
        PullRequestChange.PushNotification => "updated the source branch of",
        PullRequestChange.ReviewersUpdateNotification => "changed the reviewer list on",
        PullRequestChange.ReviewerVoteNotification => VoteText(pullRequest.Reviewers.FirstOrDefault(known => known.Account == by.Account)?.Vote),
        PullRequestChange.StatusUpdateNotification => pullRequest.Status switch
        {
            PullRequest.Completed => "completed",
            PullRequest.Abandoned => "abandoned",
            _ => "reactivated",
        },
    };

    private static string VoteText(int? vote) => vote switch
    {
        10 => "approved",
        5 => "approved and left suggestions on",
        -5 => "is waiting for the author on",
        -10 => "rejected",
        _ => "reset their vote on",
    };
}

internal static class EventTypes
{
    public const string Push = "git.push";
    public const string PullRequestCreated = "git.pullrequest.created";
    public const string PullRequestUpdated = "git.pullrequest.updated";
    public const string PullRequestMerged = "git.pullrequest.merged";

    public static IReadOnlyList<string> All { get; } = [Push, PullRequestCreated, PullRequestUpdated, PullRequestMerged];
}

internal sealed record FormattedText(string Text, string Html, string Markdown);

/// <param name="Id">Equal for all subscriptions that get the event.</param>
internal sealed record HookEvent(
    Guid Id,
    string EventType,
    string PublisherId,
    FormattedText Message,
    FormattedText DetailedMessage,
    JsonElement Resource,
    string ResourceVersion,
    JsonElement ResourceContainers,
    DateTimeOffset CreatedDate);

internal sealed record EventTraits
{
    public required string EventType { get; init; }
    public required Guid CollectionId { get; init; }
    public required Guid ProjectId { get; init; }
    public required Guid RepositoryId { get; init; }

    /// <summary>Full names: the refs of a push, the target of a pull request.</summary>
    public required IReadOnlyList<string> Refs { get; init; }
    public Guid? PushedBy { get; init; }
    public Guid? CreatedBy { get; init; }
    public IReadOnlyList<Guid> Reviewers { get; init; } = [];
    public string? NotificationType { get; init; }
    public string? MergeResult { get; init; }
}
