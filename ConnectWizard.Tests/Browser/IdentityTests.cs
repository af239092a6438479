using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ConnectWizard.Browser.Pages;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>Application identities in the demo: each kind from the wizard to a build, what is typed wrong, and where secrets are not.</summary>
public sealed class IdentityTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private const string Password = "a pfx's password";

    /// <summary>How an assertion begins, whoever signed it.</summary>
    private const string SignedToken = "eyJhbGciOi";
    private static readonly LocatorAssertionsToHaveAttributeOptions WaitTimeout = new() { Timeout = 30_000 };
    private readonly ConcurrentQueue<byte[]> _received = new();

    private string TokenFile => Path.Combine(Product!.Folder, "projected-token");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await File.WriteAllTextAsync(TokenFile, World.Cloud.GetProperty("pipelineAssertion").GetString(), Cancel);
        Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => _received.Enqueue(frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? ""));
    }

    [Theory]
    [InlineData("Secret")]
    [InlineData("Certificate", Traits = ["Kind", "Deep"])]
    [InlineData("offered:Build cluster", Traits = ["Kind", "Deep"])]
    [InlineData("offered:Build machine", Traits = ["Kind", "Deep"])]
    public async Task Each_kind_connects_an_organization_and_builds_what_is_pushed_after_it(string kind)
    {
        await OpenFormAsync(kind);
        var secrets = await FillAsync(kind);
        await Page.GetByTestId("cloud-identity-submit").ClickAsync();
        await Page.ArriveAtAsync("organization");
        await ChooseAsync(kind);
        await Wizard.Check.ShouldPassAsync();
        await Wizard.Check.ByHand.ClickAsync();
        var report = (await Wizard.Check.SaveReportAsync("report-json")).Content + (await Wizard.Check.SaveReportAsync("report-text")).Content;
        report.ShouldContain("Azure DevOps Services");
        secrets.ShouldAllBe(secret => !report.Contains(secret));
        await Wizard.Check.ContinueAsync();
        await Page.Locator("[data-testid=repo-row][data-selectable=true]").First.ClickAsync();
        await Page.ArriveAtAsync("review");
        await Wizard.Review.CreateAndOpenAsync();
        await Expect(Page.GetByTestId("profile-webhook-health")).ToHaveAttributeAsync("data-health", "working", WaitTimeout);

        var title = $"Pushed after {kind} {Guid.NewGuid():N}";
        await Wizard.Profile.PushAsync(title);

        await Expect(Page.GetByTestId("build-row").First).ToContainTextAsync(title);
        await Expect(Page.GetByTestId("build-row").First).ToHaveAttributeAsync("data-state", "accepted", WaitTimeout);
        await ShouldBeNowhereAsync([.. secrets, SignedToken]);
    }

    [Theory]
    [Trait("Kind", "Deep")]
    [InlineData(1280, 800)]
    [InlineData(390, 844)]
    public async Task Opening_the_form_brings_it_into_sight_and_its_first_field_has_the_focus(int width, int height)
    {
        await Page.SetViewportSizeAsync(width, height);
        await Wizard.Cloud.StartAsync();

        await Page.GetByTestId("cloud-identity-open").ClickAsync();

        await Expect(Page.GetByTestId("cloud-identity-kind")).ToBeFocusedAsync();
        await Expect(Page.GetByTestId("cloud-identity-kind")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(Page.Locator("#with-identity-title")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(Page.Locator("main header")).ToContainTextAsync("An application signs in by itself");
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task An_example_fills_the_form_and_leads_to_a_check_that_passes()
    {
        await Wizard.Cloud.StartAsync();
        await Page.GetByTestId("cloud-identity-open").ClickAsync();
        await TakeExampleAsync("demo-identity", "An expired secret");
        await Page.GetByTestId("cloud-identity-submit").ClickAsync();
        await Expect(Page.GetByTestId("problem")).ToHaveAttributeAsync("data-code", "identity-secret-refused");

        await TakeExampleAsync("demo-identity", "An application with a certificate");
        await Expect(Page.GetByTestId("problem")).ToHaveCountAsync(0);
        await Expect(Page.GetByTestId("cloud-identity-expiry")).ToContainTextAsync("SpaceTech Builder, valid until");
        await Page.GetByTestId("cloud-identity-submit").ClickAsync();
        await Page.ArriveAtAsync("organization");
        await TakeExampleAsync("demo-organization", "spacetech");
        await Page.GetByTestId("organization-use").ClickAsync();
        await Page.ArriveAtAsync("check");
        await Wizard.Check.ShouldPassAsync();
        await ShouldBeNowhereAsync(["PRIVATE KEY", World.Client("builder").Secret, SignedToken]);
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_text_that_is_too_large_for_a_certificate_is_told_and_the_page_goes_on()
    {
        await OpenFormAsync("Certificate");
        // Not a focus alone, which doesn't wait until the field can be used.
        await Page.GetByTestId("cloud-identity-certificate").ClickAsync();
        // As long as any in a message, and cut by the browser as a paste is.
        await Page.Keyboard.InsertTextAsync(new string('\u0001', 20_000));
        await Page.GetByTestId("cloud-identity-certificate").BlurAsync();
        await Page.GetByTestId("cloud-identity-submit").ClickAsync();
        await Expect(Error("certificate")).ToContainTextAsync("too large");

        await Page.GetByTestId("cloud-identity-file").SetInputFilesAsync(new FilePayload { Name = "large.pem", MimeType = "application/x-pem-file", Buffer = new byte[64 * 1024 + 1] });
        await Expect(Error("certificate")).ToContainTextAsync("too large");
        await FillAsync("Certificate");
        await Page.GetByTestId("cloud-identity-submit").ClickAsync();
        await Page.ArriveAtAsync("organization");
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_pasted_certificate_stays_while_another_kind_is_looked_at()
    {
        await OpenFormAsync("Certificate");
        await FillAsync("Certificate");
        await Page.GetByTestId("cloud-identity-kind").SelectOptionAsync("Secret");
        await Expect(Page.GetByTestId("cloud-identity-certificate")).ToBeHiddenAsync();
        await Page.GetByTestId("cloud-identity-kind").SelectOptionAsync("Certificate");

        (await Page.GetByTestId("cloud-identity-certificate").InputValueAsync()).ShouldContain("BEGIN");
        await Page.GetByTestId("cloud-identity-submit").ClickAsync();
        await Page.ArriveAtAsync("organization");
    }

    [Fact]
    public async Task What_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost()
    {
        await OpenFormAsync("Certificate");
        var (id, _) = World.Client("builder");
        await Page.GetByTestId("cloud-identity-tenant").FillAsync("organizations");
        await Page.GetByTestId("cloud-identity-client").FillAsync("the builder");
        await UploadPfxAsync();
        await Page.GetByTestId("cloud-identity-password").FillAsync("another");
        await Page.GetByTestId("cloud-identity-submit").ClickAsync();
        await Expect(Error("tenant")).ToContainTextAsync("stands for several tenants");
        await Expect(Error("client")).ToContainTextAsync("not an application ID");
        await Expect(Error("password")).ToContainTextAsync("does not open");
        await ShouldBeAccessibleAsync(Page);

        await Page.GetByTestId("cloud-identity-tenant").FillAsync("nowhere.example");
        await Page.GetByTestId("cloud-identity-client").FillAsync(id);
        await Page.GetByTestId("cloud-identity-password").FillAsync(Password);
        await Page.GetByTestId("cloud-identity-password").BlurAsync();
        await Expect(Page.GetByTestId("cloud-identity-expiry")).ToContainTextAsync("SpaceTech Builder, valid until");
        await Page.GetByTestId("cloud-identity-submit").ClickAsync();
        await Expect(Page.GetByTestId("problem")).ToHaveAttributeAsync("data-code", "identity-unknown");
        await Expect(Error("tenant")).ToBeVisibleAsync();

        await Page.GetByTestId("cloud-identity-tenant").FillAsync("spacetech.example");
        await Page.GetByTestId("cloud-identity-submit").ClickAsync();
        await Page.ArriveAtAsync("organization");
        await ShouldBeNowhereAsync([Password, "PRIVATE KEY"]);
    }

    [Theory]
    [Trait("Kind", "Deep")]
    [InlineData("outsider", "token", "identity-not-added")]
    [InlineData("unlicensed", "git", "license-missing")]
    public async Task What_the_organization_lacks_is_told_by_the_check(string client, string item, string code)
    {
        await OpenFormAsync("Secret");
        await FillSecretAsync(client);
        await Page.GetByTestId("cloud-identity-submit").ClickAsync();
        await Page.ArriveAtAsync("organization");
        await ChooseAsync("Secret");
        await Wizard.Check.ShouldFailAsync(item, code);
        await Page.GetByTestId("whoami-switch").First.ClickAsync();
        await Expect(Page.GetByTestId("cloud-identity-submit")).ToBeEnabledAsync();
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task An_organization_of_another_tenant_that_looks_empty_leads_to_the_right_one()
    {
        ExpectsConsoleErrors = true; // The authorization server's own pages answer some of their requests with 401.
        await Wizard.Cloud.SignInAsync("dmitri");
        await Page.GetByTestId("organization-name").FillAsync("lunar-outpost");
        await Page.GetByTestId("organization-use").ClickAsync();
        await Page.ArriveAtAsync("check");
        await Wizard.Check.ShouldFailAsync("projects", "organization-other-tenant");

        await Page.GetByTestId("check-signin").ClickAsync();
        await Page.GetByTestId("accept").ClickAsync();
        await Page.ArriveAtAsync("organization");
        await (await Wizard.Cloud.ChooseAsync("lunar-outpost")).ShouldPassAsync();
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_connection_of_a_person_moves_to_an_application_after_a_dry_run_and_goes_on_building()
    {
        ExpectsConsoleErrors = true; // The authorization server's own pages answer some of their requests with 401.
        await Wizard.Cloud.SignInAsync("ada");
        // Where no other test connects the application: it can be used by one connection of an organization.
        await (await Wizard.Cloud.ChooseAsync("spacetech-labs")).ShouldPassAsync();
        await Wizard.Check.ContinueAsync();
        await Page.Locator("[data-testid=repo-row][data-selectable=true]").First.ClickAsync();
        await Page.ArriveAtAsync("review");
        var profile = (await Wizard.Review.CreateAndOpenAsync()).Url;
        await Expect(Page.GetByTestId("profile-webhook-health")).ToHaveAttributeAsync("data-health", "working", WaitTimeout);
        await OpenReplacementAsync();

        await Page.GetByTestId("cloud-identity-open").ClickAsync();
        await TryAsync("outsider");
        await Expect(Page.GetByTestId("problem")).ToHaveAttributeAsync("data-code", "identity-not-added", WaitTimeout);
        await Expect(Page.GetByTestId("dryrun-apply")).ToHaveCountAsync(0);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Try another" }).ClickAsync();

        await TryAsync("builder");
        await Expect(Page.GetByTestId("dryrun-row")).ToHaveAttributeAsync("data-state", "works", WaitTimeout);
        await ShouldBeAccessibleAsync(Page);
        await Page.GetByTestId("dryrun-apply").ClickAsync();
        await Expect(Page.GetByTestId("connection-replace-form")).ToHaveCountAsync(0);
        await Expect(Page.Locator("main")).ToContainTextAsync("SpaceTech Builder");
        await Expect(Page.GetByTestId("dryrun-undo")).ToBeVisibleAsync();

        await Page.GotoAsync(profile);
        await Expect(Page.GetByTestId("profile-webhook-health")).ToHaveAttributeAsync("data-health", "working", WaitTimeout);
        var title = $"Pushed after the move {Guid.NewGuid():N}";
        await Wizard.Profile.PushAsync(title);
        await Expect(Page.GetByTestId("build-row").First).ToContainTextAsync(title);
        await Expect(Page.GetByTestId("build-row").First).ToHaveAttributeAsync("data-state", "accepted", WaitTimeout);
    }

    private async Task TakeExampleAsync(string menu, string title)
    {
        await Page.GetByTestId(menu).ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = title, Exact = true }).ClickAsync();
    }

    private async Task OpenReplacementAsync()
    {
        await Page.Locator("main a[href^='/connections/']").First.ClickAsync();
        await Page.GetByTestId("connection-menu").WaitForAsync();
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Page.GetByTestId("connection-menu").ClickAsync();
        await Page.GetByTestId("connection-replace").ClickAsync();
    }

    private async Task TryAsync(string client)
    {
        await FillSecretAsync(client);
        await Page.GetByTestId("cloud-identity-submit").ClickAsync();
    }

    private protected override async Task<Uri> StartAsync()
    {
        ClassProduct = await Fixture.GetProductAsync(GetType(), StartProductAsync, Cancel);
        return ClassProduct.Url;
    }

    private static Task<ProductProcess> StartProductAsync()
    {
        var folder = Directory.CreateTempSubdirectory("connectwizard-").FullName;
        const string Identities = "AzureDevOps__Cloud__Identities__";
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Logging__LogLevel__Default"] = "Debug",
            ["Logging__LogLevel__Microsoft.AspNetCore"] = "Debug",
            [Identities + "0__Name"] = "Build cluster",
            [Identities + "0__Kind"] = "Federated",
            [Identities + "0__Tenant"] = "spacetech.example",
            [Identities + "0__ClientId"] = "e4907b2f-6d18-4ca5-a3f0-58c2d91b7e36",
            [Identities + "0__AssertionFile"] = Path.Combine(folder, "projected-token"),
            [Identities + "0__Organizations__0"] = "spacetech",
            [Identities + "1__Name"] = "Build machine",
            [Identities + "1__Kind"] = "ManagedIdentity",
            [Identities + "1__Organizations__0"] = "spacetech",
        };
        return ProductProcess.StartAsync(folder, 0, settings, Cancel);
    }

    private ILocator Error(string field) => Page.GetByTestId($"field-error-{field}");

    private async Task OpenFormAsync(string kind)
    {
        await Wizard.Cloud.StartAsync();
        await Page.GetByTestId("cloud-identity-open").ClickAsync();
        await Page.GetByTestId("cloud-identity-kind").SelectOptionAsync(kind);
    }

    private async Task<IReadOnlyList<string>> FillAsync(string kind)
    {
        switch (kind)
        {
            case "Secret":
                return [await FillSecretAsync("builder")];
            case "Certificate":
                var pem = World.Cloud.GetProperty("builderCertificate").GetString()!;
                await Page.GetByTestId("cloud-identity-tenant").FillAsync("spacetech.example");
                await Page.GetByTestId("cloud-identity-client").FillAsync(World.Client("builder").Id);
                await Page.GetByTestId("cloud-identity-certificate").FillAsync(pem);
                await Page.GetByTestId("cloud-identity-certificate").BlurAsync();
                await Expect(Page.GetByTestId("cloud-identity-expiry")).ToContainTextAsync("valid until");
                return [pem.Split('\n')[^5], "PRIVATE KEY"];
            default:
                return [(await File.ReadAllTextAsync(TokenFile, Cancel))[..60], TokenFile];
        }
    }

    private async Task<string> FillSecretAsync(string client)
    {
        var (id, secret) = World.Client(client);
        await Page.GetByTestId("cloud-identity-tenant").FillAsync("spacetech.example");
        await Page.GetByTestId("cloud-identity-client").FillAsync(id);
        await Page.GetByTestId("cloud-identity-secret").FillAsync(secret);
        return secret;
    }

    private async Task UploadPfxAsync()
    {
        var pem = World.Cloud.GetProperty("builderCertificate").GetString()!;
        using var certificate = X509Certificate2.CreateFromPem(pem, pem);
        await Page.GetByTestId("cloud-identity-file").SetInputFilesAsync(
            new FilePayload { Name = "builder.pfx", MimeType = "application/x-pkcs12", Buffer = certificate.Export(X509ContentType.Pfx, Password) });
    }

    /// <summary>What the operator offers has its organizations in a list; another application is told one by name.</summary>
    private async Task ChooseAsync(string kind)
    {
        if (kind.StartsWith("offered", StringComparison.Ordinal))
        {
            await Expect(Page.GetByTestId("organization-name")).ToHaveCountAsync(0);
            await Wizard.Cloud.Organization("spacetech").ClickAsync();
        }
        else
        {
            await Page.GetByTestId("organization-name").FillAsync("spacetech");
            await Page.GetByTestId("organization-use").ClickAsync();
        }

        await Page.ArriveAtAsync("check");
    }

    private async Task ShouldBeNowhereAsync(IReadOnlyList<string> secrets)
    {
        var markup = await Page.ContentAsync();
        _received.Count.ShouldBePositive();
        foreach (var secret in secrets)
        {
            markup.ShouldNotContain(secret, Case.Sensitive);
            _received.ShouldAllBe(frame => !Encoding.Latin1.GetString(frame).Contains(secret));
            Product!.Log.ShouldNotContain(secret, Case.Sensitive);
            foreach (var file in Directory.EnumerateFiles(Product.Folder, "connectwizard.db*"))
                Encoding.Latin1.GetString(OpenFile.Read(file)).ShouldNotContain(secret, Case.Sensitive);
        }
    }
}
