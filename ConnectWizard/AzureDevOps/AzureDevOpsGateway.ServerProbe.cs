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
    /// Without a token a request is refused in many ways, each of which shows that Azure DevOps is there; only what stops everybody is a problem.
    /// IIS that refuses by itself may be in front of Azure DevOps.
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
}
