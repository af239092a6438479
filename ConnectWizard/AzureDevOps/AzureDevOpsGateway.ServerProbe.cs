using ConnectWizard.AzureDevOps.Wire;
using ConnectWizard.Connections;
using static ConnectWizard.AzureDevOps.AzureDevOpsNames;

namespace ConnectWizard.AzureDevOps;

internal sealed partial class AzureDevOpsGateway
{
    public async Task<Result<ServerProbe>> ProbeAsync(ServerTarget target, CancellationToken cancellationToken)
    {
        var request = new AzureDevOpsRequest(target, Paths.Apis, Paths.ConnectionData) { ApiVersion = null };
        return (await client.SendAsync(request, cancellationToken)).Then(response => Probe(response, request));
    }

    private static Result<ServerProbe> Probe(ApiResponse response, AzureDevOpsRequest request)
    {
        var code = ApiErrorReader.Find(response);
        if (code is null && !response.IsAzureDevOps && ProblemIn(response, request) is { } strange)
            return strange;
        // What is no collection of a server may still be one of its other addresses; what is no organization is nothing.
        if (code is { } found && (!IsProbe(found, response) || IsUnknownOrganization(found, response, request)))
            return ApiProblemMapper.Of(found, response, request);
        return new ServerProbe(
            [.. response.Challenges.Select(challenge => challenge.Scheme).Distinct(StringComparer.OrdinalIgnoreCase)],
            response.BasicRealm,
            ApiErrorReader.HighestVersion(response) is { } level ? ProductVersions.Find(level) : null,
            ResponseEvidence.Of(response, request))
        {
            Tenant = response.Tenant,
        };
    }

    private static bool IsUnknownOrganization(ProblemCode code, ApiResponse response, AzureDevOpsRequest request) =>
        request.Target.Provider == ProviderKind.Services && ApiErrorReader.ForOrganization(code, response, request.Token) == ProblemCode.OrganizationUnknown;

    /// <summary>
    /// Without a token most refusals show that Azure DevOps is there; only what stops everybody is a problem. IIS may refuse in front of Azure
    /// DevOps.
    /// </summary>
    private static bool IsProbe(ProblemCode code, ApiResponse response) => code switch
    {
        ProblemCode.TokenRefused or ProblemCode.NotAMember or ProblemCode.TokenExpired or ProblemCode.TokenGlobal or ProblemCode.PermissionMissing
            or ProblemCode.CollectionUnknown or ProblemCode.RepositoryUnknown or ProblemCode.UnexpectedAnswer or ProblemCode.TeamFoundationServer
            or ProblemCode.VersionTooOld => response.IsAzureDevOps,
        ProblemCode.BasicShadowed or ProblemCode.WindowsOnly => response.IsAzureDevOps || response.IsFromIis,
        _ => false,
    };

    // JSON with a success, without any of the product's headers: only its content can say whether it is Azure DevOps.
    private static Problem? ProblemIn(ApiResponse response, AzureDevOpsRequest request)
    {
        var data = AzureDevOpsClient.Read(response, request, Wire.AzureDevOpsJson.Default.ConnectionData);
        if (!data.Succeeded)
            return data.Problem;
        return data.Value is { AuthenticatedUser: null, LocationServiceData: null }
            ? ApiProblemMapper.Of(ProblemCode.NotAzureDevOps, response, request)
            : null;
    }

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
