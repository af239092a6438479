using Bunit;
using ConnectWizard.Checks;
using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Dashboard;

public sealed class DryRunTests : BunitContext
{
    public DryRunTests() => Services.AddLocalization();

    public static TheoryData<string, string, string> Warnings => new()
    {
        { "missing", "Nothing would be built", "the project administrator in Azure DevOps." },
        { "clone", "Builds would start and fail", "Who can fix this:" },
        { "branch", "There is no branch main", "somebody with write access" },
        { "hidden", "ConnectWizard can’t notice or repair it", "the project administrator of Bahn" },
        { "edit", "new ones can’t be created", "the project administrator of Bahn" },
        { "token", "new ones can’t be created in Bahn", "the owner of the token" },
        { "unknown", "pushes and pull requests start no builds", "the project administrator" },
    };

    [Theory]
    [MemberData(nameof(Warnings))]
    public void Each_warning_says_what_comes_of_it_and_who_can_change_it(string kind, string consequence, string who)
    {
        var warning = Show(Row(kind)).Find("[data-testid=dryrun-warning]").TextContent;

        warning.ShouldContain(consequence);
        warning.ShouldContain(who);
    }

    [Fact]
    public void What_works_has_no_warning() => Show(Row("works")).FindAll("[data-testid=dryrun-warning]").ShouldBeEmpty();

    [Fact]
    public void A_profile_that_cannot_move_stays()
    {
        var table = Render<DryRunTable>(parameters => parameters.Add(it => it.Rows, [Row("missing")]).Add(it => it.IsMove, true));

        table.Find("[data-testid=dryrun-warning]").TextContent.ShouldContain("would stay where it is");
    }

    [Theory]
    [InlineData(20, false)]
    [InlineData(21, true)]
    public void Only_a_long_table_scrolls_and_says_so(int count, bool scrolls)
    {
        var table = Show([.. Enumerable.Repeat(Row("works"), count)]);

        table.FindAll(".scroller[tabindex='0']").Count.ShouldBe(scrolls ? 1 : 0);
        table.Markup.Contains($"{count} build profiles. Scroll", StringComparison.Ordinal).ShouldBe(scrolls);
    }

    [Fact]
    public void A_server_without_the_repositories_is_not_called_an_organization()
    {
        var subject = CheckSubject.Of(Samples.Target, Samples.Token());
        var result = new DryRunResult(subject, Samples.Target, new CheckResult([], Samples.Target, Samples.Facts()), [Row("missing")], null) { IsElsewhere = true };

        var view = Render<DryRunView>(parameters => parameters.Add(it => it.Result, result)).Find("section").TextContent;

        view.ShouldContain($"in the collection {Samples.Target.Collection} at this address");
        view.ShouldNotContain("organization");
        view.ShouldNotContain("enter a token");
    }

    private static DryRunRow Row(string kind)
    {
        var profile = Samples.Profile() with { TriggerSource = TriggerSource.Webhooks, Branch = "main" };
        var works = new DryRunRow(profile) { Repository = profile.Repository with { Project = "Bahn" }, HasBranch = true, Webhooks = WebhookPermission.You };
        return kind switch
        {
            "missing" => new DryRunRow(profile) { Problem = new Problem(ProblemCode.RepositoryUnknown) },
            "clone" => works with { CloneProblem = new Problem(ProblemCode.ScopeMissing) },
            "branch" => works with { HasBranch = false },
            "hidden" => works with { HiddenWebhooks = 2 },
            "edit" => works with { Webhooks = WebhookPermission.Administrator },
            "token" => works with { Webhooks = WebhookPermission.No },
            "unknown" => works with { Webhooks = WebhookPermission.Unknown },
            _ => works,
        };
    }

    private IRenderedComponent<DryRunTable> Show(params DryRunRow[] rows) => Render<DryRunTable>(parameters => parameters.Add(it => it.Rows, rows));
}
