using AngleSharp.Dom;
using Bunit;
using ConnectWizard.Accounts;
using ConnectWizard.Checks;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Dashboard.Help;

/// <summary>Each problem leads to a part of the help that is there and speaks about it.</summary>
public sealed class HelpPagesTests : BunitContext
{
    public HelpPagesTests()
    {
        var connections = Substitute.For<IConnectionStore>();
        connections.ListAsync(default, default).ReturnsForAnyArgs([]);
        var browser = Substitute.For<IBrowserIdentity>();
        browser.GetOwnerAsync(default).ReturnsForAnyArgs(new OwnerId("browser"));
        Services.AddLocalization().AddSingleton(new CheckPolicy(2020)).AddSingleton(new FirewallFacts()).AddSingleton(connections).AddSingleton(browser);
        Services.AddSingleton(Substitute.For<ICredentialStore>()).AddSingleton(Substitute.For<IDraftStore>()).AddSingleton(Substitute.For<IAuditTrail>()).AddConnectionService();
    }

    public static TheoryData<ProblemCode> Codes => [.. Enum.GetValues<ProblemCode>()];

    public static TheoryData<string> Paths => ["/help/token", "/help/firewall", "/help/policy", "/help/identity"];

    /// <summary>Words that a part must hold to be about a problem: every code has some, and another part would not do.</summary>
    private static readonly Dictionary<ProblemCode, string> Subjects = new()
    {
        [ProblemCode.IdentityUnknown] = "The application is unknown",
        [ProblemCode.IdentitySecretRefused] = "The secret is not accepted",
        [ProblemCode.IdentityCertificateRefused] = "The certificate doesn't belong",
        [ProblemCode.IdentityAssertionRefused] = "The token is not trusted",
        [ProblemCode.IdentityFileMissing] = "The token is missing",
        [ProblemCode.IdentityNotOffered] = "It isn't offered for your organization",
        [ProblemCode.IdentityNotAdded] = "group alone doesn't add it",
        [ProblemCode.ManagedIdentityMissing] = "No managed identity on this machine",
        [ProblemCode.LicenseMissing] = "has no license for code",
        [ProblemCode.AddressMissing] = "Which address to type",
        [ProblemCode.AddressUnusable] = "The address can't be read",
        [ProblemCode.AddressIsServices] = "visualstudio.com",
        [ProblemCode.AddressNotAllowed] = "Network__AllowedNetworks__0=",
        [ProblemCode.PortNotAllowed] = "nor to other ports than 80 and 443",
        [ProblemCode.AddressUnencrypted] = "starts with http://",
        [ProblemCode.NameUnknown] = "The name is unknown",
        [ProblemCode.ConnectionRefused] = "The connection is refused",
        [ProblemCode.Unreachable] = "There is no route",
        [ProblemCode.TimedOut] = "The server doesn't answer in time",
        [ProblemCode.ConnectionReset] = "The connection is closed",
        [ProblemCode.TlsUntrusted] = "authority of your company",
        [ProblemCode.TlsSelfSigned] = "the certificate is self-signed",
        [ProblemCode.TlsExpired] = "The certificate has expired",
        [ProblemCode.TlsEndsSoon] = "or ends soon",
        [ProblemCode.TlsWrongName] = "The certificate is for another name",
        [ProblemCode.TlsProtocol] = "No TLS version in common",
        [ProblemCode.TlsFailed] = "http on an https port",
        [ProblemCode.NotHttp] = "It isn't HTTP",
        [ProblemCode.NotAzureDevOps] = "Another website",
        [ProblemCode.ProxyAnswered] = "can't reach the server (502, 504)",
        [ProblemCode.WebServerAnswered] = "application pool is stopped",
        [ProblemCode.Redirected] = "doesn't follow redirects",
        [ProblemCode.BrokenAnswer] = "A damaged response",
        [ProblemCode.AnswerTooLarge] = "at 4 MB",
        [ProblemCode.ListingsFull] = "ConnectWizard has no room for another list",
        [ProblemCode.Throttled] = "The server asks you to wait",
        [ProblemCode.Delayed] = "The server slows down",
        [ProblemCode.ServerError] = "The server has an error",
        [ProblemCode.UnexpectedAnswer] = "An unknown response",
        [ProblemCode.TeamFoundationServer] = "Team Foundation Server 2018",
        [ProblemCode.VersionTooOld] = "accepts Azure DevOps Server 2020 and newer",
        [ProblemCode.VersionNewer] = "newer than the known ones passes",
        [ProblemCode.VersionUnknown] = "_home/About",
        [ProblemCode.BasicShadowed] = "Set Basic Authentication to Disabled",
        [ProblemCode.WindowsOnly] = "only Negotiate and NTLM",
        [ProblemCode.TokenMissing] = "Choose New Token",
        [ProblemCode.TokenMalformed] = "A space in the middle makes the token unusable",
        [ProblemCode.TokenRefused] = "mistyped, revoked, expired",
        [ProblemCode.TokenExpired] = "can no longer be extended or changed",
        [ProblemCode.TokenGlobal] = "1 December 2026",
        [ProblemCode.ScopeMissing] = "You can add a scope",
        [ProblemCode.SignInPage] = "Is a sign-in page shown?",
        [ProblemCode.ConditionalAccess] = "VS403463",
        [ProblemCode.NotAMember] = "It isn't a member",
        [ProblemCode.CollectionMissing] = "The collection is the part of the address",
        [ProblemCode.CollectionUnknown] = "The collection is unknown",
        [ProblemCode.CollectionUnusable] = "The name isn't valid",
        [ProblemCode.CollectionStopped] = "The collection is stopped",
        [ProblemCode.CollectionTwice] = "The collection is there twice",
        [ProblemCode.ProjectsNone] = "It sees no project",
        [ProblemCode.RepositoriesNone] = "but no repository",
        [ProblemCode.TfvcOnly] = "Projects with TFVC only",
        [ProblemCode.PermissionMissing] = "A permission is missing",
        [ProblemCode.LinksLocalhost] = "http://localhost",
        [ProblemCode.LinksElsewhere] = "just another one",
        [ProblemCode.RepositoryUnknown] = "A repository is missing",
        [ProblemCode.RepositoryDisabled] = "A disabled repository",
        [ProblemCode.RepositoryEmpty] = "An empty repository",
        [ProblemCode.GitRefused] = "clone with Git",
        [ProblemCode.WebhooksNotAllowed] = "You can't",
        [ProblemCode.WebhooksUnknown] = "It couldn't be determined",
        [ProblemCode.WebhookTargetLocal] = "Only this machine reaches ConnectWizard",
        [ProblemCode.WebhookTargetRefused] = "Azure DevOps doesn't accept the address",
        [ProblemCode.WebhookUnconfirmed] = "It's unknown whether it was created",
        [ProblemCode.WebhookTestFailed] = "The test doesn't arrive",
        [ProblemCode.WebhookTestElsewhere] = "The test arrives elsewhere",
        [ProblemCode.WebhookOnProbation] = "On probation",
        [ProblemCode.WebhookDisabledBySystem] = "Disabled by Azure DevOps",
        [ProblemCode.WebhookDisabledByUser] = "Disabled by someone",
        [ProblemCode.WebhookCreatorGone] = "Its creator lost access",
        [ProblemCode.WebhookMissing] = "Deleted by someone",
        [ProblemCode.WebhookAddressChanged] = "It calls another address",
        [ProblemCode.WebhookSecretMismatch] = "The secret is wrong",
        [ProblemCode.WebhookInputsChanged] = "Its settings were changed",
        [ProblemCode.WebhookUnreadable] = "Its events don’t say what happened",
        [ProblemCode.WebhookSilent] = "It stayed silent",
        [ProblemCode.WebhookRetrying] = "Azure DevOps repeats a delivery",
        [ProblemCode.WebhookRemovalPending] = "Not removed yet",
        [ProblemCode.SignInAgain] = "The sign-in has ended",
        [ProblemCode.OrganizationUnknown] = "no organization of that name",
        [ProblemCode.OrganizationStopped] = "TF24668",
        [ProblemCode.OrganizationOtherTenant] = "A sign-in is for one tenant",
        [ProblemCode.OrganizationRefused] = "It refuses and gives no reason",
        [ProblemCode.SignInDeclined] = "Declined permissions",
        [ProblemCode.SignInExpired] = "a return that comes twice",
        [ProblemCode.SignInBroken] = "ConnectWizard itself must reach",
        [ProblemCode.SignInUnreachable] = "app.vssps.visualstudio.com",
        [ProblemCode.SignInRefused] = "Refused by Microsoft",
        [ProblemCode.SignInOtherAccount] = "keeps the account",
        [ProblemCode.AdminConsentNeeded] = "an administrator grants consent once for everyone",
        [ProblemCode.AppUnknown] = "AzureDevOps:Cloud:ClientId",
        [ProblemCode.PersonalAccount] = "such as outlook.com",
        [ProblemCode.WrongTenant] = "AADSTS50020",
        [ProblemCode.BranchUnknown] = "A branch that doesn't exist",
        [ProblemCode.ConnectionExists] = "A connection that already exists",
        [ProblemCode.ConnectionChanged] = "changed meanwhile",
        [ProblemCode.DraftForeign] = "Other browsers don't see it",
        [ProblemCode.DraftGone] = "A setup that is gone",
        [ProblemCode.CredentialNeeded] = "the token is needed again",
        [ProblemCode.DatabaseUnavailable] = "keeps everything in one database",
        [ProblemCode.DatabaseFull] = "keeps everything in one database",
        [ProblemCode.DatabaseReadOnly] = "keeps everything in one database",
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_problem_leads_to_a_part_that_speaks_about_it(ProblemCode code)
    {
        var link = ProblemCatalog.HelpOf(code).Split('#');

        var part = Show(link[0]).QuerySelector($"section[id='{link[1]}']");

        part.ShouldNotBeNull(ProblemCatalog.HelpOf(code));
        part.TextContent.ShouldContain(Subjects[code], Case.Sensitive);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void The_contents_list_every_part_and_each_link_leads_to_one(string path)
    {
        var page = Show(path);

        var parts = page.QuerySelectorAll("section[id]").Select(part => $"{path}#{part.Id}").ToArray();

        parts.ShouldNotBeEmpty();
        foreach (var contents in page.QuerySelectorAll("nav"))
            contents.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).ShouldBe(parts);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void No_text_is_missing(string path)
    {
        var page = Show(path);

        page.QuerySelectorAll("h1, h2, p, li, dt, dd, th, td").ShouldAllBe(element => element.TextContent.Trim().Length > 2);
        page.TextContent.ShouldNotMatch(@"\b[a-z-]+\.(text|step|case|means|note|row|column)\.[0-9]");
    }

    [Theory]
    [InlineData("signin", "Cloud Application Administrator", "tenant register")]
    [InlineData("secret", "Project Collection Administrator", "tenant register organization")]
    [InlineData("certificate", "Project Collection Administrator", "tenant register organization")]
    [InlineData("federated", "Project Collection Administrator", "tenant register organization")]
    [InlineData("managed", "Virtual Machine Contributor", "tenant organization")]
    [InlineData("token", "each member of the organization", "")]
    public void Each_way_in_has_its_steps_in_order_those_shared_with_others_and_who_may_do_them(string way, string role, string shared)
    {
        var page = Show("/help/identity");

        var part = page.QuerySelector($"section[id='{way}']")!;
        part.QuerySelectorAll("ol li").Length.ShouldBeGreaterThan(2);
        part.TextContent.ShouldContain(role);
        var links = part.QuerySelectorAll("[data-testid=help-shared] a").Select(link => link.GetAttribute("href")!.Split('#')[1]).ToArray();
        links.ShouldBe(shared.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        links.ShouldAllBe(link => page.QuerySelectorAll($"section[id='{link}'] ol li").Length > 2);
    }

    [Fact]
    public void The_tenant_the_portal_and_the_missing_service_principal_are_named()
    {
        var text = Show("/help/identity").TextContent;

        foreach (var words in new[] { "Organization settings", "Microsoft Entra, under General", "https://entra.microsoft.com", "az ad sp create --id 499b84ac-1321-427f-aa17-267ca6975798" })
            text.ShouldContain(words);
    }

    [Fact]
    public void The_part_that_the_address_names_is_marked()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/help/token#iis");

        Show("/help/token").QuerySelectorAll("section[data-current=true]").ShouldHaveSingleItem().Id.ShouldBe("iis");
    }

    [Fact]
    public void The_list_of_codes_leads_to_all_of_them()
    {
        var links = Render<HelpPage>().FindAll(".codes a");

        links.Select(link => link.TextContent).ShouldBe(Enum.GetValues<ProblemCode>().Select(ProblemCatalog.Name));
        links.Select(link => link.GetAttribute("href")).ShouldBe(Enum.GetValues<ProblemCode>().Select(ProblemCatalog.HelpOf));
    }

    private IElement Show(string path) => path switch
    {
        "/help/token" => Root<TokenHelpPage>(),
        "/help/firewall" => Root<FirewallHelpPage>(),
        "/help/policy" => Root<PolicyHelpPage>(),
        "/help/identity" => Root<IdentityHelpPage>(),
        _ => throw new ArgumentException("There is no such page.", nameof(path)),
    };

    private IElement Root<T>()
        where T : IComponent => Render<T>().Find("article").ParentElement!;
}
