using AzureDevOpsEmulator.Hooks;

namespace AzureDevOpsEmulator.Routes.Hooks;

/// <summary>What a subscription is for, in the words of its list.</summary>
internal static class Descriptions
{
    /// <summary>As <c>Repository mission-control, branch main</c>.</summary>
    public static string Event(ApiCall call, Subscription known)
    {
        var (repository, branch) = (known.Publisher("repository"), known.Publisher("branch"));
        var parts = new List<string>();
        if (repository.Length > 0)
            parts.Add("Repository " + (call.Content.FindRepository(call.Collection, null, repository, call.Caller)?.Name ?? repository));
        if (branch.Length > 0)
            parts.Add("branch " + branch);
        return parts.Count == 0 ? "Any repository" : string.Join(", ", parts);
    }

    public static string Action(Subscription known) =>
        Uri.TryCreate(known.Consumer("url"), UriKind.Absolute, out var url) ? "To host " + url.Host : "";
}
