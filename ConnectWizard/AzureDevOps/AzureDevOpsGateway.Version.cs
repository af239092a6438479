using ConnectWizard.AzureDevOps.Wire;
using ConnectWizard.Connections;
using static ConnectWizard.AzureDevOps.AzureDevOpsNames;

namespace ConnectWizard.AzureDevOps;

internal sealed partial class AzureDevOpsGateway
{
    public async Task<Result<ServerVersion>> ReadVersionAsync(ServerTarget target, Secret token, CancellationToken cancellationToken)
    {
        var request = new AzureDevOpsRequest(target, Paths.Apis) { Method = HttpMethod.Options, Token = token, ApiVersion = null };
        var sent = await client.SendAsync(request, cancellationToken);
        if (!sent.Succeeded)
            return sent.Problem;
        var locations = AzureDevOpsClient.Read(sent.Value, request, AzureDevOpsJson.Default.ListingResourceLocation);
        if (locations.Value is { } listing && LevelIn(listing) is { } level)
            return ProductVersions.Find(level);
        return locations.Problem is { } problem && !IsRefusalOfOptions(problem.Code)
            ? problem
            : await ProvokeVersionAsync(target, token, sent.Value, request, cancellationToken);
    }

    // A firewall may let GET and POST through alone.
    private static bool IsRefusalOfOptions(ProblemCode code) =>
        code is ProblemCode.NotAzureDevOps or ProblemCode.WebServerAnswered or ProblemCode.ProxyAnswered or ProblemCode.UnexpectedAnswer
            or ProblemCode.PermissionMissing;

    private static Version? LevelIn(Listing<ResourceLocation> listing)
    {
        var projects = listing.Value?.FirstOrDefault(location => location?.Id == Resources.Projects);
        if (projects is null)
            return null;
        return Parse(projects.ReleasedVersion) is { Major: > 0 } released ? released : Parse(projects.MaxVersion);
    }

    private static Version? Parse(string? text) => Version.TryParse(text, out var version) ? version : null;

    /// <summary>Asks for a version that there is not: the refusal names the highest that there is.</summary>
    private async Task<Result<ServerVersion>> ProvokeVersionAsync(
        ServerTarget target, Secret token, ApiResponse first, AzureDevOpsRequest firstRequest, CancellationToken cancellationToken)
    {
        var request = ProjectsOf(target, token) with { Query = "$top=1", ApiVersion = ImpossibleApiVersion };
        var sent = await client.SendAsync(request, cancellationToken);
        if (!sent.Succeeded)
            return sent.Problem;
        if (ApiErrorReader.HighestVersion(sent.Value) is { } level)
            return ProductVersions.Find(level);
        return ApiErrorReader.Find(sent.Value) is { } code and not ProblemCode.UnexpectedAnswer and not ProblemCode.VersionTooOld
            ? ApiProblemMapper.Of(code, sent.Value, request)
            : ApiProblemMapper.Of(ProblemCode.VersionUnknown, first, firstRequest);
    }
}
