using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Bunit;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components.Forms;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard.Cloud;

public sealed class CloudStepTests : StepContext
{
    private static readonly string Typed = new('t', 60);

    [Fact]
    public async Task Signing_in_is_a_plain_link_that_names_the_draft_and_nothing_else()
    {
        var step = await ShowAsync();

        step.Part("cloud-signin").GetAttribute("href").ShouldBe($"/signin/entra?draft={Draft.Id}");
        step.TextOf("cloud-allowed").ShouldContain("can stay off");
        step.FindAll("[data-testid=cloud-allowed] a").Select(link => link.GetAttribute("href")).ShouldBe(["/help/policy#consent", "/help/policy#oauth", "/help/policy#access"]);
    }

    [Fact]
    public async Task Without_settings_it_says_which_and_where_they_come_from_and_offers_a_token()
    {
        Cloud.Setup = Cloud.Setup with { MissingKeys = ["AzureDevOps:Cloud:ClientId", "AzureDevOps:Cloud:ClientSecret"] };

        var step = await ShowAsync();

        step.Has("cloud-signin").ShouldBeFalse();
        step.TextOf("cloud-missing-keys").ShouldBe("AzureDevOps:Cloud:ClientId\nAzureDevOps:Cloud:ClientSecret");
        step.TextOf("cloud-redirect-uri").ShouldBe("http://localhost:5080/signin/entra/return");
        step.TextOf("cloud-scopes").ShouldContain("499b84ac-1321-427f-aa17-267ca6975798/vso.profile");
        step.Has("cloud-token").ShouldBeTrue();
    }

    [Fact]
    public async Task The_failure_of_the_last_sign_in_is_told_with_ways_on()
    {
        var failure = new SignInFailure(ProblemCode.SignInAgain, new Dictionary<string, string>(StringComparer.Ordinal) { ["login"] = "ada@spacetech.example" });

        var step = await ShowAsync(draft => draft.WithSignInFailure(failure));

        step.Part("problem").GetAttribute("data-code").ShouldBe("sign-in-again");
        step.TextOf("problem").ShouldContain("ada@spacetech.example");
        step.Find("[data-testid=problem] a.mud-button-root").GetAttribute("href").ShouldBe($"/signin/entra?draft={Draft.Id}&another=true");
    }

    [Fact]
    public async Task An_account_that_signed_in_before_is_gone_on_with()
    {
        Cloud.AccountsAre(CloudFixture.Ada);
        var step = await ShowAsync();

        await step.ClickAsync("[data-testid=account-use]");

        (Draft.Cloud.Account, Answers).ShouldBe((CloudFixture.Ada.Id, 1));
    }

    [Fact]
    public async Task Signing_out_says_first_what_it_touches_and_then_what_it_did()
    {
        Cloud.AccountsAre(CloudFixture.Ada);
        Cloud.Accounts.SignOutAsync(default, default(Actor)!, Xunit.TestContext.Current.CancellationToken).ReturnsForAnyArgs(new SignOutReceipt("ada@spacetech.example", ["SpaceTech"]));
        var step = await ShowAsync(draft => draft.WithAccount(CloudFixture.Ada.Id));

        await step.ClickAsync("[data-testid=account-signout]");
        step.TextOf("account").ShouldContain("stop working until someone signs in again");
        Cloud.AccountsAre();
        await step.ClickAsync("[data-testid=confirm]");

        step.TextOf("signout-receipt").ShouldContain("These connections need a sign-in: SpaceTech.");
        (step.Has("account"), Draft.Cloud.Account).ShouldBe((false, null));
    }

    [Fact]
    public async Task An_application_is_removed_and_not_signed_out()
    {
        var application = CloudFixture.Ada with { Identity = IdentityKind.Secret };
        Cloud.AccountsAre(application);
        Cloud.Accounts.SignOutAsync(default, default(Actor)!, Xunit.TestContext.Current.CancellationToken).ReturnsForAnyArgs(new SignOutReceipt(application.Login, ["SpaceTech"]));
        var step = await ShowAsync(draft => draft.WithAccount(application.Id));

        await step.ClickAsync("[data-testid=account-signout]");
        await step.ClickAsync("[data-testid=confirm]");

        step.TextOf("signout-receipt").ShouldContain("These connections need another account or identity: SpaceTech.");
        step.TextOf("signout-receipt").ShouldNotContain("signed");
    }

    [Fact]
    public async Task A_file_that_is_still_read_when_the_form_is_submitted_is_waited_for()
    {
        Cloud.Identities.AddAsync(default(Actor)!, default!, Xunit.TestContext.Current.CancellationToken).ReturnsForAnyArgs(AccountId.New());
        var step = await ShowAsync();
        await step.ClickAsync("[data-testid=cloud-identity-open]");
        await step.ChangeAsync("cloud-identity-kind", nameof(IdentityKind.Certificate));
        await step.ChangeAsync("cloud-identity-tenant", "contoso.example");
        await step.ChangeAsync("cloud-identity-client", $"{Guid.NewGuid()}");
        var file = new SlowFile();
        var reading = step.InvokeAsync(() => step.FindComponent<InputFile>().Instance.OnChange.InvokeAsync(new InputFileChangeEventArgs([file])));

        var submitting = step.SubmitAsync();
        step.Has("field-error-certificate").ShouldBeFalse();
        file.Arrive();
        await Task.WhenAll(reading, submitting);

        await step.WaitForAssertionAsync(() => Answers.ShouldBe(1));
    }

    [Fact]
    public async Task What_was_entered_for_one_kind_stays_while_another_is_looked_at()
    {
        var step = await ShowAsync();
        await step.ClickAsync("[data-testid=cloud-identity-open]");
        await step.ChangeAsync("cloud-identity-kind", nameof(IdentityKind.Certificate));
        step.Part("cloud-identity-secret").Closest("[hidden]").ShouldNotBeNull();

        await step.ChangeAsync("cloud-identity-kind", nameof(IdentityKind.Secret));

        // The browser keeps what is in an input that stays: the server never has it to give back.
        step.Part("cloud-identity-certificate").Closest("[hidden]").ShouldNotBeNull();
        step.Part("cloud-identity-secret").Closest("[hidden]").ShouldBeNull();
    }

    [Fact]
    public async Task A_token_is_held_in_the_circuit_for_the_organization_that_a_pasted_address_names()
    {
        var step = await ShowAsync();
        await step.ClickAsync("[data-testid=cloud-token-open]");
        await step.ChangeAsync("cloud-organization", "https://dev.azure.com/spacetech/Mission%20Control/_git/telemetry");
        await step.ChangeAsync("cloud-token", Typed);
        await step.SubmitAsync();

        (Draft.Target!.Url.AbsoluteUri, Draft.Target.Provider, Draft.Cloud.WithToken).ShouldBe(("https://dev.azure.com/spacetech", ProviderKind.Services, true));
        (Draft.Server.Name, Draft.Server.PastedProject, Draft.Server.PastedRepository).ShouldBe(("spacetech", "Mission Control", "telemetry"));
        (State.HoldsToken, Answers).ShouldBe((true, 1));
        step.Markup.ShouldNotContain(Typed);
    }

    [Theory]
    [InlineData("2026-11-25T12:00:00Z", "stop working on 1 December 2026, in 6 days")]
    [InlineData("2026-12-01T00:00:00Z", "no longer work since 1 December 2026")]
    public async Task Tokens_for_all_organizations_are_warned_of_by_the_clock(string now, string words)
    {
        Cloud.Time = new ManualTime(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
        var step = await ShowAsync();

        await step.ClickAsync("[data-testid=cloud-token-open]");

        step.TextOf("global-token-note").ShouldContain(words);
    }

    [Fact]
    public async Task What_is_missing_is_named_at_its_field()
    {
        Cloud.Setup = Cloud.Setup with { MissingKeys = ["AzureDevOps:Cloud:ClientId"] };
        var step = await ShowAsync();
        await step.SubmitAsync();

        (step.Has("field-error-collection"), step.Has("field-error-token"), step.Has("field-error-name"), Answers).ShouldBe((true, true, false, 0));
    }

    private Task<IRenderedComponent<CloudStep>> ShowAsync(Func<ConnectionDraft, ConnectionDraft>? change = null) =>
        ShowAsync<CloudStep>(draft => (change ?? (same => same))(draft.WithProvider(ProviderKind.Services) with { Server = new ServerAnswers() }));

    /// <summary>A certificate with its key that arrives when the test says so.</summary>
    private sealed class SlowFile : IBrowserFile
    {
        private readonly TaskCompletionSource _arrived = new();
        private readonly byte[] _content = MakePem();

        public string Name => "builder.pem";

        public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

        public long Size => _content.Length;

        public string ContentType => "application/x-pem-file";

        public void Arrive() => _arrived.SetResult();

        public Stream OpenReadStream(long maxAllowedSize = 512_000, CancellationToken cancellationToken = default) => new SlowStream(_content, _arrived.Task);

        private static byte[] MakePem()
        {
            using var key = RSA.Create(2048);
            using var made = new CertificateRequest("CN=Builder", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(9));
            return Encoding.ASCII.GetBytes($"{made.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}");
        }

        private sealed class SlowStream(byte[] content, Task arrived) : MemoryStream(content)
        {
            public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
            {
                await arrived;
                await base.CopyToAsync(destination, bufferSize, cancellationToken);
            }
        }
    }
}
