using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectWizard.Checks;
using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>Why an application gets no token, or can do nothing with it: each has its code, its words and who can fix it.</summary>
public sealed class IdentityRefusalTests : ApplicationIdentityContext
{
    public static TheoryData<string, ProblemCode, string?> WithoutToken => [.. IdentityFindings.Tokens.Select(finding => (finding.How, finding.Code, finding.Variant))];

    public static TheoryData<string, ProblemCode, CheckItemId> WithoutRight => [.. IdentityFindings.Rights.Select(finding => (finding.How, finding.Code, finding.CheckItem!.Value))];

    [Theory]
    [MemberData(nameof(WithoutToken))]
    public async Task What_gets_no_token_says_why_and_nothing_is_stored(string how, ProblemCode code, string? variant)
    {
        var problem = (await RefuseAsync(how)).Problem!;

        problem.Code.ShouldBe(code, $"{problem}");
        problem.Arguments.GetValueOrDefault(ProblemText.Variant).ShouldBe(variant);
        (await App<ICloudAccounts>().ListAsync(Owner, Cancellation)).ShouldBeEmpty();
        var words = ProblemText.For(problem);
        $"{words} {string.Concat(problem.Evidence)}".ShouldNotContain(Path.GetDirectoryName(AssertionFile)!);
        $"{words.What} {words.Cause} {words.Repair} {words.Ask}".ShouldNotContain("{");
        if (ProblemCatalog.ResolvedByOf(problem) != ResolvedBy.You)
            words.Ask.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(WithoutRight))]
    public async Task A_check_says_what_an_application_lacks_in_the_organization(string client, ProblemCode code, CheckItemId item)
    {
        var account = (await App<IApplicationIdentities>().AddAsync(Owner, SecretOf(client), Cancellation)).Value;

        var result = await CheckAsync(account, "spacetech");

        var problem = result.Items[(int)item].Problem.ShouldNotBeNull(Described.Of(result));
        problem.Code.ShouldBe(code);
        ProblemCatalog.ResolvedByOf(problem).ShouldBe(item == CheckItemId.Webhooks ? ResolvedBy.ProjectAdministrator : ResolvedBy.OrganizationAdministrator);
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
                Cloud.Settings.HasManagedIdentity = false;
                return await identities.AddOfferedAsync(Owner, "Machine", Cancellation);
            case "other managed identity":
                return await identities.AddOfferedAsync(Owner, "Nothing", Cancellation);
            default:
                return await identities.AddOfferedAsync(Owner, "Another", Cancellation);
        }
    }

    private static string OtherCertificate()
    {
        using var key = SharedRsa.Open();
        using var certificate = new CertificateRequest("CN=Other", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }
}
