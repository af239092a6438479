using AngleSharp.Dom;
using Bunit;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Shouldly;
using Xunit;
using static ConnectWizard.Checks.CheckReportSamples;

namespace ConnectWizard.Checks;

public sealed class CheckReportViewTests : BunitContext
{
    private readonly BunitJSModuleInterop _script;
    private readonly IConnectionCheck _check = Substitute.For<IConnectionCheck>();

    public CheckReportViewTests()
    {
        _script = JSInterop.SetupModule("./js/report.js");
        _script.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization().AddScoped<CircuitPresence>().AddSingleton(_check).AddSingleton<TimeProvider>(new ManualTime());
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public void The_copy_button_points_to_the_text()
    {
        var report = CheckReport.Of(With(Failed(new Problem(ProblemCode.TlsUntrusted))), EndedAt);

        var view = Render<CheckReportView>(parameters => parameters.Add(part => part.Report, report));

        view.Find("pre").TextContent.ShouldBe(CheckReportText.Write(report));
        Part(view, "report-copy").GetAttribute("data-copy").ShouldBe(view.Find("pre").Id);
    }

    [Theory]
    [InlineData("report-json", "connectwizard-check-20261121-042011Z.json", "application/json", "{")]
    [InlineData("report-text", "connectwizard-check-20261121-042011Z.txt", "text/plain", "ConnectWizard")]
    public async Task A_download_is_made_in_the_browser(string button, string name, string type, string beginning)
    {
        var report = CheckReport.Of(With(Failed(new Problem(ProblemCode.TlsUntrusted))), EndedAt);
        var view = Render<CheckReportView>(parameters => parameters.Add(part => part.Report, report));

        await Part(view, button).ClickAsync();

        var call = _script.VerifyInvoke("save");
        call.Arguments.Take(2).ShouldBe([name, type]);
        call.Arguments[2].ShouldBeOfType<string>().ShouldStartWith(beginning);
    }

    [Fact]
    public async Task The_panel_offers_a_report_when_a_check_has_ended_and_not_before()
    {
        var ending = new TaskCompletionSource<CheckResult>();
        _check.RunAsync(default!, default!, Xunit.TestContext.Current.CancellationToken).ReturnsForAnyArgs(ending.Task);
        var panel = Render<CheckPanel>();
        var run = panel.InvokeAsync(() => panel.Instance.RunAsync(new CheckSubject("https://azure.example.com", "Main", new Secret("abc"))));
        panel.FindAll("[data-testid=report-copy]").ShouldBeEmpty();

        ending.SetResult(With(Failed(new Problem(ProblemCode.TlsUntrusted))));
        await run;

        Part(panel, "report-copy").ShouldNotBeNull();
    }

    private static IElement Part<T>(IRenderedComponent<T> view, string testId)
        where T : IComponent => view.Find($"[data-testid={testId}]");
}
