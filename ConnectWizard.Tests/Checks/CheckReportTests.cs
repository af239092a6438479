using System.Text.Json;
using ConnectWizard.Connections;
using Shouldly;
using Xunit;
using static ConnectWizard.Checks.CheckReportSamples;

namespace ConnectWizard.Checks;

public sealed class CheckReportTests
{
    private static readonly Problem Untrusted = new Problem(ProblemCode.TlsUntrusted)
        .With("host", "azure.example.com").With("issuer", "CN=SpaceTech Root").WithEvidence(new Evidence("SHA-256", new string('A', 64)));

    [Fact]
    public void A_report_says_what_was_checked_and_what_came_of_each_item()
    {
        var report = CheckReport.Of(With(Failed(Untrusted)), EndedAt);

        report.Target.ShouldBe(new ReportedTarget("https", "azure.example.com", 8443, "/tfs", "Space Missions"));
        report.CheckedAt.ShouldBe(new DateTimeOffset(2026, 11, 21, 4, 20, 11, TimeSpan.Zero));
        report.CheckedAt.Offset.ShouldBe(TimeSpan.Zero);
        report.Result.ShouldBe("failed");
        report.Version.ShouldNotBeEmpty();
        report.Items.Select(item => item.Code).ShouldBe(Enum.GetValues<CheckItemId>().Select(code => code.Name()));
        var tls = report.Items.Single(item => item.State == "failed");
        (tls.Code, tls.Milliseconds).ShouldBe(("tls", 12));
        tls.Problem.ShouldNotBeNull().Code.ShouldBe("tls-untrusted");
        tls.Problem.What.ShouldContain("CN=SpaceTech Root");
        tls.Evidence.ShouldBe([new Evidence("SHA-256", new string('A', 64))]);
    }

    [Fact]
    public void As_json_it_is_read_by_machines()
    {
        using var json = JsonDocument.Parse(CheckReportJson.Write(CheckReport.Of(With(Failed(Untrusted)), EndedAt)));

        var report = json.RootElement;
        report.GetProperty("product").GetString().ShouldBe("ConnectWizard");
        report.GetProperty("checkedAt").GetDateTimeOffset().ShouldBe(EndedAt);
        report.GetProperty("target").GetProperty("virtualDirectory").GetString().ShouldBe("/tfs");
        var problem = report.GetProperty("items")[(int)CheckItemId.Tls].GetProperty("problem");
        problem.GetProperty("who").GetString().ShouldBe("us");
        problem.GetProperty("help").GetString().ShouldBe("/help/firewall#trust");
    }

    [Fact]
    public void As_text_it_is_read_by_people()
    {
        var text = CheckReportText.Write(CheckReport.Of(With(Failed(Untrusted)), EndedAt));

        text.ShouldContain("Time: 2026-11-21 04:20:11 UTC\nResult: failed at \"TLS\"\n");
        text.ShouldContain("Server: https://azure.example.com, port 8443, virtual directory /tfs\nCollection: Space Missions\n");
        text.ShouldContain("\n[failed] TLS, 12 ms: The certificate of azure.example.com");
        text.ShouldContain("\n    Code: tls-untrusted\n");
        text.ShouldContain("\n    - SHA-256: AAAA");
        text.ShouldContain("\n[passed] Git, 7 ms: Good.\n");
    }

    [Fact]
    public void What_was_found_out_is_told_with_the_account_shortened()
    {
        var passed = With(new CheckItem(CheckItemId.Token, CheckItemState.Passed) { Sentence = "The token is Ada Lovelace's." }, Facts);

        var report = CheckReport.Of(passed, EndedAt);

        report.Result.ShouldBe("passed");
        report.Found.ShouldBe(new ReportedFacts("Azure DevOps Server 2022.1", "7.1", "A… L…", 3, WebhookRight.Partly));
        report.Items[(int)CheckItemId.Token].Sentence.ShouldBe("The token is A… L…'s.");
        CheckReportText.Write(report).ShouldContain("Webhooks: allowed in some projects");
    }

    [Fact]
    public void An_address_that_cannot_be_used_has_no_target()
    {
        var problem = new Problem(ProblemCode.AddressUnusable).With("address", "https://me:secret@");
        var result = With(Failed(problem, CheckItemId.Address)) with { Target = null };

        var report = CheckReport.Of(result, EndedAt);

        report.Target.ShouldBeNull();
        CheckReportText.Write(report).ShouldNotContain("secret");
        report.Items[0].Problem.ShouldNotBeNull().What.ShouldStartWith("https://***@ cannot be read");
    }

    [Fact]
    public void Whatever_a_server_sends_a_report_stays_small()
    {
        var huge = new string('x', 10_000);
        var problem = Untrusted.With("issuer", huge).WithEvidence(Enumerable.Range(0, 500).Select(number => new Evidence($"{number} {huge}", huge)));
        var item = Failed(problem) with { Sentence = huge };
        var result = With(item) with { Items = [.. Enum.GetValues<CheckItemId>().Select(code => item with { Code = code })] };

        var report = CheckReport.Of(result, EndedAt);

        CheckReportJson.Write(report).Length.ShouldBeLessThan(256 * 1024);
        CheckReportText.Write(report).Length.ShouldBeLessThan(256 * 1024);
    }
}
