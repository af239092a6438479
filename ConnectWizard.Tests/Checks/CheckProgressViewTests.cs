using System.Collections.Immutable;
using Bunit;
using ConnectWizard.Connections;
using ConnectWizard.Wizard;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Checks;

public sealed class CheckProgressViewTests : BunitContext
{
    public CheckProgressViewTests() => Services.AddLocalization();

    [Fact]
    public async Task Evidence_is_made_for_who_opens_an_item()
    {
        ImmutableArray<CheckItem> items = [new(CheckItemId.Dns, CheckItemState.Passed) { Evidence = [new("Address", "192.0.2.7")] }, new(CheckItemId.Port, CheckItemState.Waiting)];
        var view = Render<CheckProgressView>(parameters => parameters.Add(part => part.Items, items));
        view.Markup.ShouldNotContain("192.0.2.7");

        await view.Find("ol").ClickAsync();

        view.Find("[data-testid=check-rung-dns] details").TextContent.ShouldContain("192.0.2.7");
        view.Find("[data-testid=check-rung-port] details").TextContent.ShouldContain("No further evidence.");
    }

    [Fact]
    public async Task It_is_rendered_again_for_what_changes_in_it_alone()
    {
        ImmutableArray<CheckItem> items = [new(CheckItemId.Dns, CheckItemState.Running), new(CheckItemId.Port, CheckItemState.Waiting)];
        var view = Render<CheckProgressView>(parameters => parameters.Add(part => part.Items, items));

        view.Render(parameters => parameters.Add(part => part.Items, items));
        view.RenderCount.ShouldBe(1);
        view.Render(parameters => parameters.Add(part => part.Items, items.SetItem(0, new CheckItem(CheckItemId.Dns, CheckItemState.Passed))));
        view.RenderCount.ShouldBe(2);
        await view.Find("ol").ClickAsync();
        view.RenderCount.ShouldBe(3);
        await view.Find("ol").ClickAsync();
        view.RenderCount.ShouldBe(3);
    }

    [Fact]
    public void A_group_that_passed_is_folded_and_one_with_a_warning_is_open()
    {
        ImmutableArray<CheckItem> items =
        [
            new(CheckItemId.Dns, CheckItemState.Passed) { Took = TimeSpan.FromMilliseconds(20) },
            new(CheckItemId.Port, CheckItemState.Passed) { Took = TimeSpan.FromMilliseconds(30) },
            new(CheckItemId.Links, CheckItemState.Warned) { Problem = new Problem(ProblemCode.LinksLocalhost) },
        ];

        var groups = Render<CheckProgressView>(parameters => parameters.Add(part => part.Items, items)).FindAll("div > details");

        groups.Select(group => group.HasAttribute("open")).ShouldBe([false, true]);
        groups[0].QuerySelector("summary")!.TextContent.ShouldContain("50 ms");
        groups[1].QuerySelector("[data-testid=check-rung-links][data-state=warned] [data-testid=warning]").ShouldNotBeNull();
    }

    [Fact]
    public void Only_the_first_failure_is_told_whole()
    {
        ImmutableArray<CheckItem> items = [.. new[] { CheckItemId.Dns, CheckItemId.Port }.Select(code => new CheckItem(code, CheckItemState.Failed) { Problem = new Problem(ProblemCode.TimedOut) })];

        var view = Render<CheckProgressView>(parameters => parameters.Add(part => part.Items, items));

        view.FindAll("[data-testid=problem]").Count.ShouldBe(1);
        view.Find("[data-testid=check-rung-dns] [data-testid=problem]").ShouldNotBeNull();
    }
}
