using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AzureDevOpsEmulator;
using ConnectWizard.Checks;
using ConnectWizard.Connections;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>Application identities against the emulated Microsoft Entra and the emulated metadata service, over real HTTP.</summary>
public sealed class ApplicationIdentityTests : IAsyncLifetime
{
    private static readonly OwnerId Owner = new("a browser");
    private readonly StoreFolder _folder = new();
    private readonly CollectedLogs _logs = new();
    private readonly ManualTime _time = new(DateTimeOffset.UtcNow);
    private RunningApp _app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string AssertionFile => _folder.In("projected-token");

    private AzureDevOpsEmulator.Emulator World => App<AzureDevOpsEmulator.Emulator>();

    private EmulatedCloud Cloud => World.Cloud;

    private string Tenant => $"{Cloud.Tenants[0].Id}";

    public async ValueTask InitializeAsync()
    {
        (string, string)[] settings =
        [
            ("Demo:Enabled", "true"), ("Demo:DataFolder", _folder.In("demo")), .. Offer(0, "Cluster", "Federated", "spacetech"), .. Offer(1, "Machine", "ManagedIdentity", "spacetech"),
            ("AzureDevOps:Cloud:Identities:0:Tenant", "spacetech.example"), ("AzureDevOps:Cloud:Identities:0:AssertionFile", AssertionFile),
            ("AzureDevOps:Cloud:Identities:0:ClientId", "e4907b2f-6d18-4ca5-a3f0-58c2d91b7e36"),
            .. Offer(2, "Nothing", "ManagedIdentity", "spacetech"), ("AzureDevOps:Cloud:Identities:2:ClientId", "0c7d52e9-84b1-4e3f-b6a2-9d15f3780c4a"),
        ];
        _app = await RunningApp.StartAsync(Cancellation, settings, builder =>
        {
            builder.Environment.EnvironmentName = Environments.Development;
            builder.Services.AddSingleton<TimeProvider>(_time);
            builder.Logging.AddProvider(_logs).SetMinimumLevel(LogLevel.Trace);
        });
        await File.WriteAllTextAsync(AssertionFile, Cloud.CreateAssertion(), Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
        _logs.Dispose();
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("certificate")]
    [InlineData("Cluster")]
    [InlineData("Machine")]
    public async Task Each_kind_gets_a_token_that_the_organization_accepts(string kind)
    {
        var added = await AddAsync(kind);
        added.Problem.ShouldBeNull(string.Concat(added.Problem?.Evidence ?? []));
        var account = added.Value;

        var result = await CheckAsync(account, "spacetech");

        result.Failure.ShouldBeNull();
        result.Facts!.Webhooks.ShouldBe(WebhookRight.Allowed);
        (await App<ICloudAccounts>().FindAsync(account, Owner, Cancellation))!.IsApplication.ShouldBeTrue();
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("Cluster")]
    [InlineData("Machine")]
    public async Task A_token_is_used_until_it_is_due_and_then_gotten_again_by_what_proves_the_identity(string kind)
    {
        var account = (await AddAsync(kind)).Value;
        var first = await OpenAsync(account);
        (await OpenAsync(account)).ShouldBe(first);

        _time.Advance(TimeSpan.FromMinutes(89.5));
        if (kind == "Cluster")
            await File.WriteAllTextAsync(AssertionFile, Cloud.CreateAssertion(), Cancellation);

        (await OpenAsync(account) == first).ShouldBeFalse();
    }

    [Fact]
    public async Task Many_ask_at_once_and_one_token_is_gotten()
    {
        var account = (await AddAsync("secret")).Value;
        _time.Advance(TimeSpan.FromMinutes(89.5));
        var before = TokenRequests();

        var tokens = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => OpenAsync(account)));

        tokens.Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        TokenRequests().ShouldBe(before + 1);
    }

    public static TheoryData<string, ProblemCode, string?> Refused => new()
    {
        { "unknown application", ProblemCode.IdentityUnknown, null },
        { "unknown tenant", ProblemCode.IdentityUnknown, "tenant" },
        { "disabled", ProblemCode.IdentityUnknown, "disabled" },
        { "wrong secret", ProblemCode.IdentitySecretRefused, null },
        { "expired secret", ProblemCode.IdentitySecretRefused, "expired" },
        { "other certificate", ProblemCode.IdentityCertificateRefused, null },
        { "other subject", ProblemCode.IdentityAssertionRefused, null },
        { "expired assertion", ProblemCode.IdentityAssertionRefused, null },
        { "no file", ProblemCode.IdentityFileMissing, null },
        { "empty file", ProblemCode.IdentityFileMissing, null },
        { "no managed identity", ProblemCode.ManagedIdentityMissing, null },
        { "other managed identity", ProblemCode.ManagedIdentityMissing, null },
        { "not offered", ProblemCode.IdentityNotOffered, null },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_gets_no_token_says_why_and_nothing_is_stored(string how, ProblemCode code, string? variant)
    {
        var problem = (await RefuseAsync(how)).Problem!;

        problem.Code.ShouldBe(code, $"{problem}");
        problem.Arguments.GetValueOrDefault(ProblemText.Variant).ShouldBe(variant);
        (await App<ICloudAccounts>().ListAsync(Owner, Cancellation)).ShouldBeEmpty();
        var words = ProblemText.For(problem);
        $"{words} {string.Concat(problem.Evidence)}".ShouldNotContain(_folder.In(""));
        $"{words.What} {words.Cause} {words.Repair} {words.Ask}".ShouldNotContain("{");
        if (ProblemCatalog.ResolvedByOf(problem) != ResolvedBy.You)
            words.Ask.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("outsider", ProblemCode.IdentityNotAdded, CheckItemId.Token, ResolvedBy.OrganizationAdministrator)]
    [InlineData("unlicensed", ProblemCode.LicenseMissing, CheckItemId.Git, ResolvedBy.OrganizationAdministrator)]
    [InlineData("reader", ProblemCode.WebhooksNotAllowed, CheckItemId.Webhooks, ResolvedBy.ProjectAdministrator)]
    public async Task A_check_says_what_an_application_lacks_in_the_organization(string client, ProblemCode code, CheckItemId item, ResolvedBy who)
    {
        var account = (await App<IApplicationIdentities>().AddAsync(Owner, SecretOf(client), Cancellation)).Value;

        var result = await CheckAsync(account, "spacetech");

        var problem = result.Items[(int)item].Problem.ShouldNotBeNull(Described.Of(result));
        problem.Code.ShouldBe(code);
        ProblemCatalog.ResolvedByOf(problem).ShouldBe(who);
        ProblemText.For(problem).Ask.ShouldNotBeNull();
    }

    [Fact]
    public async Task One_that_was_not_added_is_named_by_its_enterprise_application_and_groups_do_not_help()
    {
        var account = (await App<IApplicationIdentities>().AddAsync(Owner, SecretOf("outsider"), Cancellation)).Value;

        var words = ProblemText.For((await CheckAsync(account, "spacetech")).Failure!);

        words.Repair.ShouldMatch("object ID [0-9a-f]{8}-[0-9a-f-]{27}");
        words.Cause.ShouldContain("group alone");
    }

    [Theory]
    [InlineData("Machine", "spacetech-labs")]
    [InlineData("Cluster", "lunar-outpost")]
    public async Task An_offered_identity_is_for_its_organizations_alone(string name, string organization)
    {
        var account = (await AddAsync(name)).Value;

        (await App<IAccountTokens>().OpenForAsync(account, organization, Cancellation)).Problem!.Code.ShouldBe(ProblemCode.IdentityNotOffered);
        (await CheckAsync(account, organization)).Failure!.Code.ShouldBe(ProblemCode.IdentityNotOffered);
    }

    [Fact]
    public async Task A_renewal_that_fails_keeps_the_identity_and_works_again()
    {
        var account = (await AddAsync("Cluster")).Value;
        _time.Advance(TimeSpan.FromHours(2));
        await File.WriteAllTextAsync(AssertionFile, " \n", Cancellation);
        (await App<IAccountTokens>().OpenAsync(account, Cancellation)).Problem!.Code.ShouldBe(ProblemCode.IdentityFileMissing);

        await File.WriteAllTextAsync(AssertionFile, Cloud.CreateAssertion(), Cancellation);
        _time.Advance(TimeSpan.FromMinutes(6));

        (await App<IAccountTokens>().OpenAsync(account, Cancellation)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Secrets_keys_and_assertions_are_in_no_log_and_not_readable_in_the_store()
    {
        foreach (var kind in new[] { "secret", "certificate", "Cluster" })
            await CheckAsync((await AddAsync(kind)).Value, "spacetech");

        string[] secrets = [Client("builder").ClientSecret, Cloud.BuilderCertificate.Split('\n')[^5], await File.ReadAllTextAsync(AssertionFile, Cancellation), "client_assertion=", AssertionFile];
        foreach (var secret in secrets)
        {
            _logs.Lines.ShouldAllBe(line => !line.Contains(secret));
            foreach (var file in Directory.GetFiles(_folder.In("demo"), "connectwizard.db*"))
                Encoding.Latin1.GetString(OpenFile.Read(file)).ShouldNotContain(secret);
        }
    }

    private T App<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    private static (string, string)[] Offer(int position, string name, string kind, string organization) =>
    [
        ($"AzureDevOps:Cloud:Identities:{position}:Name", name), ($"AzureDevOps:Cloud:Identities:{position}:Kind", kind),
        ($"AzureDevOps:Cloud:Identities:{position}:Organizations:0", organization),
    ];

    private EmulatedClient Client(string name) => Cloud.Clients.Single(client => client.Name == name);

    private ApplicationCredential SecretOf(string client, string? secret = null) =>
        new(IdentityKind.Secret, Tenant, Client(client).ClientId, new Secret(secret ?? Client(client).ClientSecret));

    private Task<Result<AccountId>> AddAsync(string kind) => kind switch
    {
        "secret" => App<IApplicationIdentities>().AddAsync(Owner, SecretOf("builder"), Cancellation),
        "certificate" => App<IApplicationIdentities>().AddAsync(Owner, new ApplicationCredential(IdentityKind.Certificate, Tenant, Client("builder").ClientId, new Secret(Cloud.BuilderCertificate)), Cancellation),
        _ => App<IApplicationIdentities>().AddOfferedAsync(Owner, kind, Cancellation),
    };

    private async Task<Result<AccountId>> RefuseAsync(string how)
    {
        var identities = App<IApplicationIdentities>();
        switch (how)
        {
            case "unknown application":
                return await identities.AddAsync(Owner, SecretOf("builder") with { ClientId = $"{Guid.NewGuid()}" }, Cancellation);
            case "unknown tenant":
                return await identities.AddAsync(Owner, SecretOf("builder") with { Tenant = "nowhere.example" }, Cancellation);
            case "disabled":
                return await identities.AddAsync(Owner, SecretOf("disabled"), Cancellation);
            case "wrong secret":
                return await identities.AddAsync(Owner, SecretOf("builder", "wrong"), Cancellation);
            case "expired secret":
                return await identities.AddAsync(Owner, SecretOf("builder", Client("builder").ExpiredSecret), Cancellation);
            case "other certificate":
                return await identities.AddAsync(Owner, SecretOf("builder", OtherCertificate()) with { Kind = IdentityKind.Certificate }, Cancellation);
            case "other subject" or "expired assertion":
                var assertion = how == "other subject" ? Cloud.CreateAssertion("system:serviceaccount:other:one") : Cloud.CreateAssertion(lifetime: TimeSpan.FromHours(-1));
                await File.WriteAllTextAsync(AssertionFile, assertion, Cancellation);
                return await identities.AddOfferedAsync(Owner, "Cluster", Cancellation);
            case "no file":
                File.Delete(AssertionFile);
                return await identities.AddOfferedAsync(Owner, "Cluster", Cancellation);
            case "empty file":
                await File.WriteAllTextAsync(AssertionFile, "\n", Cancellation);
                return await identities.AddOfferedAsync(Owner, "Cluster", Cancellation);
            case "no managed identity":
                Cloud.HasManagedIdentity = false;
                return await identities.AddOfferedAsync(Owner, "Machine", Cancellation);
            case "other managed identity":
                return await identities.AddOfferedAsync(Owner, "Nothing", Cancellation);
            default:
                return await identities.AddOfferedAsync(Owner, "Another", Cancellation);
        }
    }

    private static string OtherCertificate()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=Other", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }

    private async Task<string> OpenAsync(AccountId account) => (await App<IAccountTokens>().OpenAsync(account, Cancellation)).Value!.Reveal();

    private int TokenRequests() => World.Requests.Entries.Count(request => request.Target.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal));

    private async Task<CheckResult> CheckAsync(AccountId account, string organization)
    {
        var token = await App<IAccountTokens>().OpenForAsync(account, organization, Cancellation);
        var subject = CheckSubject.Of(App<CloudSetup>().TargetOf(organization), token.Then<Secret>(it => it)) with
        {
            Account = await App<ICloudAccounts>().FindAsync(account, Owner, Cancellation),
        };
        return await App<IConnectionCheck>().RunAsync(subject, _ => { }, Cancellation);
    }
}
