using System.Globalization;
using AzureDevOpsEmulator.Changes;
using AzureDevOpsEmulator.Errors;
using AzureDevOpsEmulator.Routes.Bodies;

namespace AzureDevOpsEmulator.Routes.Pushes;

/// <summary><c>GET _apis/git/repositories/{id}/pushes[/{pushId}]</c>: newest first. The seeded history was never pushed.</summary>
internal static class GetPushes
{
    private const int DefaultPage = 100;

    public static ApiAnswer Answer(ApiCall call)
    {
        var repository = call.FindServedRepository();
        var pushes = call.Changes.Pushes.Of(repository.Id);
        if (call.Value("pushId") is { } id)
        {
            var push = pushes.FirstOrDefault(push => push.Id.ToString(CultureInfo.InvariantCulture) == id);
            return new ApiAnswer(PushBody.Whole(call, repository, push ?? throw new FaultException(Faults.BadArgument("pushId", id))));
        }

        var withRefs = bool.TryParse(call.Query["searchCriteria.includeRefUpdates"], out var value) && value;
        var page = pushes.Reverse().Where(push => IsWanted(call, push))
            .Skip(call.Number("$skip") ?? call.Number("searchCriteria.$skip") ?? 0)
            .Take(call.Number("$top") ?? call.Number("searchCriteria.$top") ?? DefaultPage)
            .Select(push => withRefs
                ? PushBody.Whole(call, repository, push) with { Commits = null, Links = null }
                : PushBody.Of(call, repository, push));
        return new ApiAnswer(Listing.CountFirst(page.ToList()));
    }

    private static bool IsWanted(ApiCall call, Push push)
    {
        var name = call.Query["searchCriteria.refName"].ToString();
        return (name.Length == 0 || push.RefUpdates.Any(update => update.Name == name))
            && (!DateTimeOffset.TryParse(call.Query["searchCriteria.fromDate"], CultureInfo.InvariantCulture, out var from) || push.Date >= from)
            && (!DateTimeOffset.TryParse(call.Query["searchCriteria.toDate"], CultureInfo.InvariantCulture, out var to) || push.Date <= to);
    }
}
