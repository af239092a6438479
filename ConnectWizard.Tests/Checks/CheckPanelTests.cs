using AngleSharp.Dom;
using Bunit;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using NSubstitute;
using Shouldly;
using Xunit;
using static ConnectWizard.Checks.CheckReportSamples;

namespace ConnectWizard.Checks;

public sealed class CheckPanelTests : BunitContext
{
    private readonly IConnectionCheck _check = Substitute.For<IConnectionCheck>();

    public CheckPanelTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices().AddLocalization().AddScoped<PageScript>().AddScoped<CircuitConnectionMonitor>().AddSingleton(_check).AddSingleton<TimeProvider>(new ManualTime());
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public void The_copy_button_points_to_the_place_of_the_text()
    {
        var view = Render<CheckReportView>();

        Part(view, "report-copy").GetAttribute("data-copy").ShouldBe(view.Find("pre").Id);
    }

    [Fact]
    public async Task A_report_goes_to_the_browser_with_the_name_of_its_files()
    {
        var report = CheckReport.Of(With(Failed(new Problem(ProblemCode.TlsUntrusted))), EndedAt);
        var view = Render<CheckReportView>();

        await view.InvokeAsync(() => view.Instance.ShowAsync(report, Xunit.TestContext.Current.CancellationToken));

        JSInterop.CallsOf("show").ShouldHaveSingleItem().ShouldBe(
            [view.Find("section").Id!, "connectwizard-check-20261121-042011Z", CheckReportText.Write(report), CheckReportJson.Write(report)]);
    }

    [Fact]
    public async Task The_panel_offers_a_report_when_a_check_has_ended_and_not_before()
    {
        var ending = new TaskCompletionSource<CheckResult>();
        _check.RunAsync(default!, default!, Xunit.TestContext.Current.CancellationToken).ReturnsForAnyArgs(ending.Task);
        var panel = Render<CheckPanel>();
        var run = panel.InvokeAsync(() => panel.Instance.RunAsync(new CheckSubject(ParsedTarget.Parse("https://azure.example.com", "Main"), new Secret("abc"))));
        panel.FindAll("[data-testid=report-copy]").ShouldBeEmpty();

        ending.SetResult(With(Failed(new Problem(ProblemCode.TlsUntrusted))));
        await run;

        Part(panel, "report-copy").ShouldNotBeNull();
        JSInterop.CallsOf("show").ShouldHaveSingleItem()[2].ShouldContain("Code: tls-untrusted");
    }

    [Fact]
    public async Task The_verdict_counts_what_passed_and_what_did_not()
    {
        _check.RunAsync(default!, default!, Xunit.TestContext.Current.CancellationToken).ReturnsForAnyArgs(With(Failed(new Problem(ProblemCode.TlsUntrusted))));
        var panel = Render<CheckPanel>();

        await panel.InvokeAsync(() => panel.Instance.RunAsync(new CheckSubject(ParsedTarget.Parse("https://azure.example.com", "Main"), new Secret("abc"))));

        var verdict = panel.Find("[data-tone=bad]");
        verdict.QuerySelector("h2")!.TextContent.ShouldBe(ProblemText.For(new Problem(ProblemCode.TlsUntrusted)).What);
        verdict.TextContent.ShouldContain(", 1 failed");
    }

    private static IElement Part<T>(IRenderedComponent<T> view, string testId)
        where T : IComponent => view.Find($"[data-testid={testId}]");
}
