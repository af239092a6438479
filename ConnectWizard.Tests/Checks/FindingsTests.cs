using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Checks;

/// <summary>The table of <see cref="Findings"/>, row by row, over real sockets.</summary>
public sealed class FindingsTests(CheckedFindings findings) : IClassFixture<CheckedFindings>
{
    /// <summary>Codes that no check against the emulator shows, with where they are shown instead.</summary>
    private static readonly Dictionary<ProblemCode, string> Elsewhere = new()
    {
        [ProblemCode.Unreachable] = "needs a network without a route: NetworkProblemsTests",
        [ProblemCode.UnexpectedAnswer] = "no known answer may end there: UnseenAnswerTests",
        [ProblemCode.RepositoryEmpty] = "of the branches of a chosen repository: RepositoryTests",
        [ProblemCode.SignInAgain] = "of an account that signed in",
        [ProblemCode.OrganizationUnknown] = "of an organization: ServicesFindingsTests",
        [ProblemCode.OrganizationStopped] = "of an organization: ServicesFindingsTests",
        [ProblemCode.OrganizationOtherTenant] = "of an organization: ServicesFindingsTests",
        [ProblemCode.OrganizationRefused] = "of an organization: ServicesFindingsTests",
        [ProblemCode.SignInDeclined] = "of a sign-in: SignInReturnTests",
        [ProblemCode.SignInExpired] = "of a sign-in: SignInReturnTests",
        [ProblemCode.SignInBroken] = "of a sign-in: SignInReturnTests",
        [ProblemCode.SignInUnreachable] = "of a sign-in: SignInReturnTests",
        [ProblemCode.SignInRefused] = "of a sign-in: SignInReturnTests",
        [ProblemCode.SignInOtherAccount] = "of a sign-in: SignInReturnTests",
        [ProblemCode.AdminConsentNeeded] = "of a sign-in: SignInReturnTests",
        [ProblemCode.AppUnknown] = "of a sign-in: SignInReturnTests",
        [ProblemCode.PersonalAccount] = "of a sign-in: SignInReturnTests",
        [ProblemCode.WrongTenant] = "of a sign-in: SignInReturnTests",
        [ProblemCode.IdentityUnknown] = "of an application identity: ApplicationIdentityTests",
        [ProblemCode.IdentitySecretRefused] = "of an application identity: ApplicationIdentityTests",
        [ProblemCode.IdentityCertificateRefused] = "of an application identity: ApplicationIdentityTests",
        [ProblemCode.IdentityAssertionRefused] = "of an application identity: ApplicationIdentityTests",
        [ProblemCode.IdentityFileMissing] = "of an application identity: ApplicationIdentityTests",
        [ProblemCode.IdentityNotOffered] = "of an application identity: ApplicationIdentityTests",
        [ProblemCode.IdentityNotAdded] = "of an application identity: ApplicationIdentityTests",
        [ProblemCode.ManagedIdentityMissing] = "of an application identity: ApplicationIdentityTests",
        [ProblemCode.LicenseMissing] = "of an application identity: ApplicationIdentityTests",
        [ProblemCode.ListingsFull] = "of our own memory: RepositoryCatalogTests",
        [ProblemCode.BranchUnknown] = "of a build that is started",
        [ProblemCode.WebhookTargetLocal] = "of a webhook that is made or watched",
        [ProblemCode.WebhookTargetRefused] = "of a webhook that is made or watched",
        [ProblemCode.WebhookUnconfirmed] = "of a webhook that is made or watched",
        [ProblemCode.WebhookTestFailed] = "of a webhook that is made or watched",
        [ProblemCode.WebhookTestElsewhere] = "of a webhook that is made or watched",
        [ProblemCode.WebhookOnProbation] = "of a webhook that is made or watched",
        [ProblemCode.WebhookDisabledBySystem] = "of a webhook that is made or watched",
        [ProblemCode.WebhookDisabledByUser] = "of a webhook that is made or watched",
        [ProblemCode.WebhookCreatorGone] = "of a webhook that is made or watched",
        [ProblemCode.WebhookMissing] = "of a webhook that is made or watched",
        [ProblemCode.WebhookAddressChanged] = "of a webhook that is made or watched",
        [ProblemCode.WebhookSecretMismatch] = "of a webhook that is made or watched",
        [ProblemCode.WebhookInputsChanged] = "of a webhook that is made or watched",
        [ProblemCode.WebhookUnreadable] = "of a webhook that is made or watched",
        [ProblemCode.WebhookSilent] = "of a webhook that is made or watched",
        [ProblemCode.WebhookRetrying] = "of a webhook that is made or watched",
        [ProblemCode.WebhookRemovalPending] = "of a webhook that is made or watched",
        [ProblemCode.ConnectionExists] = "of our own records",
        [ProblemCode.ConnectionChanged] = "of our own records: CredentialDryRunTests",
        [ProblemCode.DraftForeign] = "of our own records",
        [ProblemCode.DraftGone] = "of our own records",
        [ProblemCode.CredentialNeeded] = "of our own records",
        [ProblemCode.DatabaseUnavailable] = "of our own database: OutageTests",
        [ProblemCode.DatabaseFull] = "of our own database: SqliteOutageTests",
        [ProblemCode.DatabaseReadOnly] = "of our own database: SqliteOutageTests",
    };

    public static TheoryData<string> Rows => [.. Findings.All.Select(finding => finding.Try)];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Each_ends_at_its_item_with_its_code_its_field_and_who_can_fix_it(string row)
    {
        var expected = Findings.All.Single(finding => finding.Try == row);

        var result = await findings.CheckAsync(expected);

        var item = result.Items[(int)expected.CheckItem];
        item.State.ShouldBe(expected.State, Described.Of(result));
        (item.Problem?.Code).ShouldBe(expected.State == CheckItemState.Passed ? null : expected.Code, Described.Of(result));
        result.Failure.ShouldBe(expected.State == CheckItemState.Failed ? item.Problem : null, Described.Of(result));
        ProblemCatalog.FieldOf(expected.Code).ShouldBe(expected.Field);
        ProblemCatalog.ResolvedByOf(item.Problem ?? new Problem(expected.Code)).ShouldBe(expected.Who);
        result.Items.ShouldAllBe(one => one.State != CheckItemState.Waiting && one.State != CheckItemState.Running);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task What_somebody_else_must_fix_has_words_to_send_that_name_what_it_is_about(string row)
    {
        var expected = Findings.All.Single(finding => finding.Try == row);
        if ((await findings.CheckAsync(expected)).Items[(int)expected.CheckItem].Problem is not { } problem)
            return;

        var words = ProblemText.For(problem);
        if (expected.Who != ResolvedBy.You)
        {
            words.Ask.ShouldNotBeNull().ShouldSatisfyAllConditions(
                ask => ask.Length.ShouldBeInRange(40, 500),
                ask => NamesIn(problem).ShouldContain(name => ask.Contains(name, StringComparison.Ordinal), ask));
        }
    }

    [Theory]
    [InlineData("silent-port", "port 443")]
    [InlineData("refused", "at port 443")]
    [InlineData("redirect-host", "https://azure.spacetech.example.")]
    [InlineData("redirect", "sign-in page, https://login.spacetech.example/_signin")]
    [InlineData("html-200", "\"Welcome to the SpaceTech guest network\"")]
    [InlineData("plain-http-on-tls-port", "plain HTTP at port 443")]
    [InlineData("http-sys-503", "Azure DevOps behind it does not (status 503)")]
    [InlineData("proxy-403", "blocks proxy-403.spacetech.example")]
    [InlineData("proxy-407", "ConnectWizard's addresses (203.0.113.7) reach proxy-407.spacetech.example, TCP port 443")]
    [InlineData("hang-before-tls", "took the connection at port 443")]
    public async Task Words_name_what_a_person_typed_or_can_look_for(string host, string part) =>
        $"{ProblemText.For((await findings.CheckAsync(Findings.All.Single(finding => finding.Host == host))).Failure!)}".ShouldContain(part);

    [Fact]
    public void Every_scene_of_the_emulator_is_in_the_table() =>
        findings.Check.Emulator.Scenes.Select(scene => scene.Name).Except([.. Findings.All.Select(finding => finding.Host), .. Findings.ScenesThatPass], StringComparer.Ordinal)
            .ShouldBeEmpty();

    [Fact]
    public void Every_code_is_in_the_table_or_has_a_reason_not_to_be() =>
        Enum.GetValues<ProblemCode>().Except([.. Findings.All.Select(finding => finding.Code), .. Elsewhere.Keys]).ShouldBeEmpty();

    [Fact]
    public async Task A_scene_that_passes_passes()
    {
        foreach (var scene in Findings.ScenesThatPass)
        {
            var result = await findings.Check.RunAsync(findings.Check.Scene(scene).Url.AbsoluteUri);

            result.Health.ShouldBe(ConnectionHealth.Good, Described.Of(result));
        }
    }

    private static IEnumerable<string> NamesIn(Problem problem) =>
        new[] { "host", "collection", "project", "account" }.Select(name => problem.Arguments.GetValueOrDefault(name)).OfType<string>();
}
