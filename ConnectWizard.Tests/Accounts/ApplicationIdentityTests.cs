using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>What application identities get, how long they use it, and how they get it again.</summary>
public sealed class ApplicationIdentityTests : ApplicationIdentityContext
{
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

        Time.Advance(TimeSpan.FromMinutes(89.5));
        if (kind == "Cluster")
            await File.WriteAllTextAsync(AssertionFile, Cloud.CreateAssertion(), Cancellation);

        (await OpenAsync(account) == first).ShouldBeFalse();
    }

    [Fact]
    public async Task Many_ask_at_once_and_one_token_is_gotten()
    {
        var account = (await AddAsync("secret")).Value;
        Time.Advance(TimeSpan.FromMinutes(89.5));
        var before = TokenRequests();

        var tokens = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => OpenAsync(account)));

        tokens.Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        TokenRequests().ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_renewal_that_fails_keeps_the_identity_and_works_again()
    {
        var account = (await AddAsync("Cluster")).Value;
        Time.Advance(TimeSpan.FromHours(2));
        await File.WriteAllTextAsync(AssertionFile, " \n", Cancellation);
        (await App<IAccountTokens>().OpenAsync(account, Cancellation)).Problem!.Code.ShouldBe(ProblemCode.IdentityFileMissing);

        await File.WriteAllTextAsync(AssertionFile, Cloud.CreateAssertion(), Cancellation);
        Time.Advance(TimeSpan.FromMinutes(6));

        (await App<IAccountTokens>().OpenAsync(account, Cancellation)).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("certificate")]
    [InlineData("Cluster")]
    public async Task Two_nodes_ask_at_once_and_one_token_is_gotten_for_both(string kind)
    {
        var account = (await AddAsync(kind)).Value;
        Time.Advance(TimeSpan.FromMinutes(89.5));
        await File.WriteAllTextAsync(AssertionFile, Cloud.CreateAssertion(), Cancellation);
        using var other = await StartOtherNodeAsync();
        var nodes = new[] { App<IAccountTokens>(), other.Services.GetRequiredService<IAccountTokens>() };
        var before = TokenRequests();

        var asking = Task.WhenAll(Enumerable.Range(0, 20).Select(circuit => Task.Run(() => nodes[circuit % 2].OpenAsync(account, Cancellation))));
        // A node that waits for the other one looks again after a while.
        while (await Task.WhenAny(asking, Task.Delay(20, Cancellation)) != asking)
            Time.Advance(TimeSpan.FromMilliseconds(200));

        (await asking).Select(token => token.Value!.Reveal()).Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        TokenRequests().ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_tenant_that_is_named_by_a_domain_is_known_by_its_id_and_compared_with_an_organizations()
    {
        var account = (await App<IApplicationIdentities>().AddAsync(Owner, SecretOf("builder") with { Tenant = "SpaceTech.example" }, Cancellation)).Value;

        (await App<ICloudAccounts>().FindAsync(account, Owner, Cancellation))!.Tenant.ShouldBe(Tenant);
        (await AddAsync("secret")).Value.ShouldBe(account);
        var problem = (await CheckAsync(account, "lunar-outpost")).Failure!;
        (problem.Code, problem.Arguments[ProblemText.Variant], problem.Arguments["tenant"]).ShouldBe((ProblemCode.OrganizationOtherTenant, "application", $"{Cloud.Tenants[1].Id}"));
    }

    [Fact]
    public async Task The_end_of_a_certificate_is_known_and_told_without_asking_anybody()
    {
        using var key = SharedRsa.Open();
        var ends = DateTimeOffset.FromUnixTimeSeconds(Time.GetUtcNow().AddDays(3).ToUnixTimeSeconds());
        using var certificate = new CertificateRequest("CN=Builder", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(ends.AddDays(-9), ends);
        var account = await StoreAsync(new Secret($"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n"));

        Time.Advance(ends - Time.GetUtcNow());

        var problem = (await App<IAccountTokens>().OpenAsync(account.Id, Cancellation)).Problem!;
        (problem.Code, problem.Arguments[ProblemText.Variant], problem.Arguments["date"]).ShouldBe((ProblemCode.IdentityCertificateRefused, "expired", $"{ends:yyyy-MM-dd}"));
        TokenRequests().ShouldBe(0);
    }

    /// <summary>An application with a certificate whose token has ended.</summary>
    private async Task<CloudAccount> StoreAsync(Secret certificate)
    {
        var identity = new ApplicationIdentity(IdentityKind.Certificate, "builder", Tenant, Client("builder").ClientId, certificate);
        var person = new SignedInPerson(WorkspaceId.Default, Owner, new CloudProfile("application", "builder", null), "builder", Tenant) { Identity = IdentityKind.Certificate };
        var grant = new TokenGrant(new EntraAccessToken("ended"), identity.ToSecret(), Time.GetUtcNow(), Time.GetUtcNow());
        return (await App<ICloudAccounts>().FindAsync(await App<IAccountStore>().SaveAsync(person, grant, Cancellation), Owner, Cancellation))!;
    }

    /// <summary>Another node on the same store, as far as tokens need one.</summary>
    private async Task<IHost> StartOtherNodeAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(App<IConfiguration>().AsEnumerable());
        builder.Services.AddSingleton<TimeProvider>(Time).AddSingleton(Samples.Cloud).AddNetwork().AddStorage().AddTokenRenewal();
        var host = builder.Build();
        await host.StartAsync(Cancellation);
        return host;
    }
}
