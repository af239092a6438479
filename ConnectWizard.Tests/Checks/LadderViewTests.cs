using System.Collections.Immutable;
using Bunit;
using ConnectWizard.Connections;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Checks;

public sealed class LadderViewTests : BunitContext
{
    public LadderViewTests() => Services.AddLocalization();

    [Fact]
    public async Task Evidence_is_made_for_who_opens_a_rung()
    {
        ImmutableArray<Rung> rungs = [new(RungCode.Dns, RungState.Passed) { Evidence = [new("Address", "192.0.2.7")] }, new(RungCode.Port, RungState.Waiting)];
        var view = Render<LadderView>(parameters => parameters.Add(part => part.Rungs, rungs));
        view.Markup.ShouldNotContain("192.0.2.7");

        await view.Find("ol").ClickAsync();

        view.Find("[data-testid=check-rung-dns] details").TextContent.ShouldContain("192.0.2.7");
        view.Find("[data-testid=check-rung-port] details").TextContent.ShouldContain("Nothing more was seen here.");
    }

    [Fact]
    public async Task It_is_rendered_again_for_what_changes_in_it_alone()
    {
        ImmutableArray<Rung> rungs = [new(RungCode.Dns, RungState.Running), new(RungCode.Port, RungState.Waiting)];
        var view = Render<LadderView>(parameters => parameters.Add(part => part.Rungs, rungs));

        view.Render(parameters => parameters.Add(part => part.Rungs, rungs));
        view.RenderCount.ShouldBe(1);
        view.Render(parameters => parameters.Add(part => part.Rungs, rungs.SetItem(0, new Rung(RungCode.Dns, RungState.Passed))));
        view.RenderCount.ShouldBe(2);
        await view.Find("ol").ClickAsync();
        view.RenderCount.ShouldBe(3);
        await view.Find("ol").ClickAsync();
        view.RenderCount.ShouldBe(3);
    }

    [Fact]
    public void Only_the_first_failure_is_told_whole()
    {
        ImmutableArray<Rung> rungs = [.. new[] { RungCode.Dns, RungCode.Port }.Select(code => new Rung(code, RungState.Failed) { Problem = new Problem(ProblemCode.TimedOut) })];

        var view = Render<LadderView>(parameters => parameters.Add(part => part.Rungs, rungs));

        view.FindAll("[data-testid=problem]").Count.ShouldBe(1);
        view.Find("[data-testid=check-rung-dns] [data-testid=problem]").ShouldNotBeNull();
    }
}
