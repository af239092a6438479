using System.Text.Json;
using ConnectWizard.AzureDevOps.Wire;
using ConnectWizard.Connections;
using static ConnectWizard.AzureDevOps.AzureDevOpsNames;

namespace ConnectWizard.AzureDevOps;

internal sealed partial class AzureDevOpsGateway
{
    /// <summary>A server knows itself by a handful of addresses; each is a row of evidence.</summary>
    private const int MaxLinks = 20;

    public async Task<Result<AuthenticatedUser>> GetConnectionDataAsync(ServerTarget target, Secret token, CancellationToken cancellationToken)
    {
        var request = ConnectionDataOf(target, token);
        var sent = await client.SendAsync(request, cancellationToken);
        if (!sent.Succeeded)
            return sent.Problem;
        var result = AzureDevOpsClient.Read(sent.Value, request, AzureDevOpsJson.Default.ConnectionData)
            .Then(data => Identify(data, sent.Value, request));
        return result.Problem is { Code: ProblemCode.TokenRefused or ProblemCode.OrganizationRefused } problem && sent.Value.IsBareRefusal
            ? await NarrowBareRefusalAsync(problem, target, token, cancellationToken)
            : result;
    }

    private static AzureDevOpsRequest ConnectionDataOf(ServerTarget target, Secret token) => new(target, Paths.Apis, Paths.ConnectionData)
    {
        // It has no released version: asked for one, it would refuse. The services tell the addresses it knows itself by.
        ApiVersion = null,
        Query = "connectOptions=1&lastChangeId=-1&lastChangeId64=-1",
        Token = token,
    };

    private async Task<Result<ConnectionData>> ReadConnectionDataAsync(ServerTarget target, Secret token, CancellationToken cancellationToken) =>
        await client.GetAsync(ConnectionDataOf(target, token), AzureDevOpsJson.Default.ConnectionData, cancellationToken);

    /// <summary>The call that needs no scope was refused without a reason. If another is answered, the token is known and lacks a scope.</summary>
    private async Task<Problem> NarrowBareRefusalAsync(Problem problem, ServerTarget target, Secret token, CancellationToken cancellationToken)
    {
        var other = await client.SendAsync(ProjectsOf(target, token) with { Query = "$top=1" }, cancellationToken);
        if (!other.Succeeded)
            return problem;
        return ApiErrorReader.Find(other.Value) switch
        {
            null or ProblemCode.PermissionMissing => problem with { Code = ProblemCode.ScopeMissing },
            ProblemCode.TokenExpired => ApiProblemMapper.Of(ProblemCode.TokenExpired, other.Value, ConnectionDataOf(target, token)),
            _ => problem,
        };
    }

    private static Result<AuthenticatedUser> Identify(ConnectionData data, ApiResponse response, AzureDevOpsRequest request)
    {
        if (data.AuthenticatedUser is not { Id: { } id } user)
            return ApiProblemMapper.Of(ProblemCode.UnexpectedAnswer, response, request);
        if (id == AnonymousUser || user.ProviderDisplayName == "Anonymous")
            return ApiProblemMapper.Of(ProblemCode.TokenRefused, response, request);
        var login = LoginOf(user);
        return new AuthenticatedUser(
            id.ToString("D"),
            ApiResponse.Clip(user.CustomDisplayName) ?? ApiResponse.Clip(user.ProviderDisplayName) ?? login ?? id.ToString("D"),
            login,
            data.InstanceId,
            data.DeploymentType is { } type ? type.Equals("hosted", StringComparison.OrdinalIgnoreCase) : null,
            [.. LinksIn(data)],
            ResponseEvidence.Of(response, request))
        {
            Delayed = ApiProblemMapper.FindDelay(response, request),
            Tenant = response.Tenant,
        };
    }

    private static IEnumerable<ServerLink> LinksIn(ConnectionData data) =>
        (data.LocationServiceData?.AccessMappings ?? [])
            .Select(mapping => mapping?.AccessPoint)
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(MaxLinks)
            .Select(url => new ServerLink("accessPoint", ApiResponse.Clip(url)!));

    private static string? LoginOf(Identity user) => (PropertyOf(user, "Domain"), PropertyOf(user, "Account")) switch
    {
        (_, null) => null,
        (null, var account) => account,
        (var domain, var account) => account.Contains('@', StringComparison.Ordinal) ? account : $@"{domain}\{account}",
    };

    private static string? PropertyOf(Identity user, string name) =>
        user.Properties?.GetValueOrDefault(name) is { ValueKind: JsonValueKind.Object } typed && typed.TryGetProperty("$value", out var value)
        && value.ValueKind == JsonValueKind.String
            ? ApiResponse.Clip(JsonText.In(value))
            : null;
}
