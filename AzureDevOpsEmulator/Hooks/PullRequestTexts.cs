using System.Text.Encodings.Web;
using AzureDevOpsEmulator.Changes;
using AzureDevOpsEmulator.Routes;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Hooks;

/// <summary>What the service says of a pull request, in its three formats.</summary>
internal static class PullRequestTexts
{
    /// <param name="deed">What comes before the pull request in the sentence, with the space behind it.</param>
    public static FormattedText Of(IWireContext call, Place place, PullRequest pullRequest, string deed)
    {
        var web = call.Links.RepositoryWeb(call.Collection, place.Repository) + "/";
        var (label, url) = ($"pull request {pullRequest.Id}", call.Links.PullRequestWeb(call.Collection, place.Repository, pullRequest.Id));
        var (name, html) = (place.Repository.Name, HtmlEncoder.Default);
        return new FormattedText(
            $"{deed}{label} ({pullRequest.Title}) in {name}\r\n{web}",
            $"{html.Encode(deed)}<a href=\"{url}\">{label}</a> ({html.Encode(pullRequest.Title)}) in <a href=\"{web}\">{html.Encode(name)}</a>",
            $"{deed}[{label}]({url}) ({pullRequest.Title}) in [{name}]({web})");
    }

    public static FormattedText WithDescription(FormattedText text, PullRequest pullRequest) => string.IsNullOrEmpty(pullRequest.Description)
        ? text
        : new FormattedText(
            $"{text.Text}\r\n{pullRequest.Description}\r\n",
            $"{text.Html}<p>{HtmlEncoder.Default.Encode(pullRequest.Description)}</p>",
            $"{text.Markdown}\r\n{pullRequest.Description}\r\n");

    /// <summary>What somebody did to a pull request.</summary>
    public static string Deed(PullRequest pullRequest, Person by, PullRequestChange change) => change switch
    {
        PullRequestChange.PushNotification => "updated the source branch of",
        PullRequestChange.ReviewersUpdateNotification => "changed the reviewer list on",
        PullRequestChange.ReviewerVoteNotification => VoteOf(pullRequest.Reviewers.FirstOrDefault(known => known.Account == by.Account)?.Vote),
        PullRequestChange.StatusUpdateNotification => pullRequest.Status switch
        {
            PullRequest.Completed => "completed",
            PullRequest.Abandoned => "abandoned",
            _ => "reactivated",
        },
    };

    private static string VoteOf(int? vote) => vote switch
    {
        10 => "approved",
        5 => "approved and left suggestions on",
        -5 => "is waiting for the author on",
        -10 => "rejected",
        _ => "reset their vote on",
    };
}
