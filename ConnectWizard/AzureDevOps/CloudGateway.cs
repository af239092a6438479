using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ConnectWizard.AzureDevOps.Wire;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using Microsoft.Extensions.Options;
using static ConnectWizard.AzureDevOps.AzureDevOpsNames;

namespace ConnectWizard.AzureDevOps;

internal sealed class CloudGateway(AzureDevOpsClient client, IOptions<AzureDevOpsOptions> options, ILogger<CloudGateway> logger) : ICloudGateway
{
    private readonly CloudOptions _cloud = options.Value.Cloud;

    private ServerTarget Services => new(_cloud.ProfileAddress, "") { Provider = ProviderKind.Services };

    public async Task<Result<CloudProfile>> ReadProfileAsync(EntraAccessToken token, CancellationToken cancellationToken)
    {
        var request = new AzureDevOpsRequest(Services, Paths.Apis, Paths.Profile, Paths.Profiles, Paths.Me) { ApiVersion = CloudApiVersion, Token = token };
        var sent = await client.SendAsync(request, cancellationToken);
        return sent.Then(response => AzureDevOpsClient.Read(response, request, AzureDevOpsJson.Default.ProfileBody).Then(body => ProfileOf(body, response, request)));
    }

    public async Task<Result<IReadOnlyList<CloudOrganization>>> ListOrganizationsAsync(
        EntraAccessToken token, string profileId, CancellationToken cancellationToken)
    {
        var request = new AzureDevOpsRequest(Services, Paths.Apis, Paths.Accounts)
        {
            ApiVersion = CloudApiVersion,
            Query = $"memberId={Uri.EscapeDataString(profileId)}",
            Token = token,
        };
        var sent = await client.SendAsync(request, cancellationToken);
        var listed = sent.Then(response => ReadAccounts(response, request));
        // The token was good when it was given out: its account's sessions have been ended since.
        return listed.Problem is { Code: ProblemCode.TokenRefused } refused
            ? new Problem(ProblemCode.SignInAgain).WithEvidence(refused.Evidence)
            : listed;
    }

    public async Task<Result<OrganizationTenant>> FindTenantAsync(string organization, CancellationToken cancellationToken)
    {
        var target = new ServerTarget(_cloud.OrganizationAddress, organization) { Provider = ProviderKind.Services };
        var request = new AzureDevOpsRequest(target) { Method = HttpMethod.Head, ApiVersion = null };
        return (await client.SendAsync(request, cancellationToken)).Then(response => TenantIn(response, request));
    }

    private static Result<CloudProfile> ProfileOf(ProfileBody body, ApiResponse response, AzureDevOpsRequest request)
    {
        if (string.IsNullOrWhiteSpace(body.Id))
            return ApiProblemMapper.Of(ProblemCode.UnexpectedAnswer, response, request);
        var (login, name) = (ApiResponse.Clip(body.EmailAddress), ApiResponse.Clip(body.DisplayName));
        return new CloudProfile(ApiResponse.Clip(body.Id)!, name ?? login ?? ApiResponse.Clip(body.Id)!, login);
    }

    // Without its version, or from an older release, the list comes as a bare array.
    private Result<IReadOnlyList<CloudOrganization>> ReadAccounts(ApiResponse response, AzureDevOpsRequest request)
    {
        var accounts = response.Body.Span.TrimStart(" \t\r\n"u8).StartsWith("["u8)
            ? Read(AzureDevOpsJson.Default.IReadOnlyListAccountBody, accounts => accounts)
            : Read(AzureDevOpsJson.Default.ListingAccountBody, listing => listing.Value ?? []);
        return accounts.Then(list => Result<IReadOnlyList<CloudOrganization>>.FromValue(
            [.. Nameable(list).Select(OrganizationOf).OrderBy(it => it.Name, StringComparer.OrdinalIgnoreCase)]));

        Result<IReadOnlyList<AccountBody>> Read<T>(JsonTypeInfo<T> type, Func<T, IReadOnlyList<AccountBody>> listOf) =>
            AzureDevOpsClient.Read(response, request, type).Then(body => Result<IReadOnlyList<AccountBody>>.FromValue(listOf(body)));
    }

    /// <summary>Only valid names become addresses; others are repeated nowhere.</summary>
    private AccountBody[] Nameable(IReadOnlyList<AccountBody> listed)
    {
        AccountBody[] named = [.. listed.Where(account => OrganizationNames.IsValid(account?.AccountName))];
        if (named.Length < listed.Count)
            AzureDevOpsLog.OddOrganizations(logger, listed.Count - named.Length);
        return named;
    }

    private static CloudOrganization OrganizationOf(AccountBody account)
    {
        var status = StatusOf(account.AccountStatus);
        var isUsable = status is null || status.Equals("enabled", StringComparison.OrdinalIgnoreCase) || status.Equals("none", StringComparison.OrdinalIgnoreCase);
        return new CloudOrganization(account.AccountName!, isUsable ? null : ApiResponse.Clip(account.StatusReason) ?? ApiResponse.Clip(status));
    }

    private static string? StatusOf(JsonElement? status) => status switch
    {
        { ValueKind: JsonValueKind.String } word => JsonText.In(word),
        { ValueKind: JsonValueKind.Number } number => number.TryGetInt32(out var value) && value is >= 0 and < 5
            ? new[] { "none", "enabled", "disabled", "deleted", "moved" }[value]
            : null,
        _ => null,
    };

    /// <summary>A request without a token is refused with the tenant's authority. An organization that names none is backed by personal accounts.</summary>
    private static Result<OrganizationTenant> TenantIn(ApiResponse response, AzureDevOpsRequest request)
    {
        if (response.Tenant is { } tenant)
            return tenant;
        if (response is { Status: 401, IsAzureDevOps: true })
            return new OrganizationTenant(null);
        // A refusal of HEAD has no body.
        return response.Status == 404
            ? ApiProblemMapper.Of(ProblemCode.CollectionUnknown, response, request)
            : ApiProblemMapper.Find(response, request) ?? ApiProblemMapper.Of(ProblemCode.UnexpectedAnswer, response, request);
    }
}
