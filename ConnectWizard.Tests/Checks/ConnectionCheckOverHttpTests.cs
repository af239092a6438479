using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Checks;

/// <summary>Each failure told apart by rung, code and field, over real HTTP.</summary>
public sealed class ConnectionCheckOverHttpTests(EmulatedCheck check) : IClassFixture<EmulatedCheck>
{
    [Theory]
    [InlineData("azure", "DefaultCollection", "Azure DevOps Server 2022.1")]
    [InlineData("azure", "Flight Systems", "Azure DevOps Server 2022.1")]
    [InlineData("azure", "Bodenstation München", "Azure DevOps Server 2022.1")]
    [InlineData("azure", "defaultcollection", "Azure DevOps Server 2022.1")]
    [InlineData("devops", "DefaultCollection", "Azure DevOps Server 2020")]
    [InlineData("code", "Research", "Azure DevOps Server 2022")]
    public async Task A_server_that_is_well_passes(string server, string collection, string product)
    {
        var result = await check.RunAsync(check.Server(server).AbsoluteUri, collection);

        result.Items.Select(item => (item.Code, item.State)).ShouldAllBe(item => item.State == CheckItemState.Passed);
        result.Health.ShouldBe(ConnectionHealth.Good);
        result.Facts!.Product.ShouldBe(product);
        result.Facts.Webhooks.ShouldBe(WebhookRight.Allowed);
        result.Facts.Projects.ShouldNotBeNull().ShouldBePositive();
    }

    [Fact]
    public async Task An_unknown_collection_is_named()
    {
        var result = await check.RunAsync(check.Server("azure").AbsoluteUri, "Marketing");

        ShouldFail(result, CheckItemId.Collection, ProblemCode.CollectionUnknown, ConnectionField.Collection);
        ProblemText.For(result.Failure!).What.ShouldContain("Marketing");
        result.Items.Where(item => item.Code is < CheckItemId.Collection and not CheckItemId.Version).ShouldAllBe(item => item.State == CheckItemState.Passed);
    }

    [Theory]
    [InlineData("localhost-links", ProblemCode.LinksLocalhost, "http://localhost:8080/")]
    [InlineData("other-host-links", ProblemCode.LinksElsewhere, "another name than other-host-links.spacetech.example")]
    [InlineData("other-port-links", ProblemCode.LinksElsewhere, "another port")]
    [InlineData("http-links", ProblemCode.LinksElsewhere, "another scheme")]
    public async Task Links_that_lead_elsewhere_warn_with_the_link_and_what_differs(string scene, ProblemCode code, string named)
    {
        var result = await check.RunAsync(check.Scene(scene).Url.AbsoluteUri);

        result.Passed.ShouldBeTrue(Described.Of(result));
        result.Items[(int)CheckItemId.Links].Sentence.ShouldContain(named);
        result.Facts!.Warnings.ShouldBe([code]);
    }

    [Theory]
    [InlineData("newer-version", "REST API 8.0")]
    [InlineData("options-refused", "Azure DevOps Server 2022.1")]
    public async Task A_version_that_is_new_or_hard_to_read_passes(string scene, string named)
    {
        var result = await check.RunAsync(check.Scene(scene).Url.AbsoluteUri);

        result.Health.ShouldBe(ConnectionHealth.Good, Described.Of(result));
        result.Items[(int)CheckItemId.Version].Sentence.ShouldContain(named);
    }

    [Fact]
    public async Task Blanks_around_a_token_are_trimmed_with_a_note()
    {
        var result = await check.RunAsync(check.Server("azure").AbsoluteUri, token: $" \t{check.Token("full")}\r\n");

        result.Passed.ShouldBeTrue(Described.Of(result));
        result.Items[(int)CheckItemId.Token].Evidence.ShouldContain(evidence => evidence.Label == "Note");
    }

    [Fact]
    public async Task An_account_that_is_slowed_down_is_told_how_much()
    {
        var result = await check.RunAsync(check.Scene("delayed").Url.AbsoluteUri);

        var token = result.Items[(int)CheckItemId.Token];
        token.Sentence.ShouldContain("Ingrid Solberg");
        token.Evidence.ShouldContain(new Evidence("Delayed by", "0.2 s"));
        token.Evidence.ShouldContain(new Evidence("Retry after", "5"));
    }

    [Fact]
    public async Task A_certificate_s_issuer_is_named_shortly_and_shown_in_full()
    {
        var failure = (await check.RunAsync(check.Scene("other-authority").Url.AbsoluteUri)).Failure!;

        ProblemText.For(failure).What.ShouldNotContain("CN=");
        failure.Evidence.Single(evidence => evidence.Label == "Issuer").Value.ShouldContain("CN=" + failure.Arguments["issuer"]);
    }

    [Theory]
    [InlineData("reader", CheckItemState.Warned, WebhookRight.NotAllowed)]
    [InlineData("project-admin", CheckItemState.Passed, WebhookRight.Partly)]
    public async Task The_webhook_right_is_found_out_without_creating_one(string token, CheckItemState state, WebhookRight right)
    {
        var result = await check.RunAsync(check.Server("azure").AbsoluteUri, token: token);

        result.Items[(int)CheckItemId.Webhooks].State.ShouldBe(state, Described.Of(result));
        result.Facts.ShouldNotBeNull().Webhooks.ShouldBe(right);
        check.Emulator.Requests.Entries.ShouldAllBe(request => request.Method == "GET" || request.Method == "OPTIONS");
    }

    [Fact]
    public async Task Plain_HTTP_passes_with_a_warning_where_the_server_is_new_enough()
    {
        var tfs = await check.RunAsync(check.Server("tfs").AbsoluteUri);

        tfs.Items[(int)CheckItemId.Tls].Problem.ShouldNotBeNull().Code.ShouldBe(ProblemCode.AddressUnencrypted);
        ShouldFail(tfs, CheckItemId.Version, ProblemCode.TeamFoundationServer, ConnectionField.Url);
    }

    [Fact]
    public async Task An_unknown_name_is_named()
    {
        var result = await check.RunAsync("https://no-such-server.invalid");

        ShouldFail(result, CheckItemId.Dns, ProblemCode.NameUnknown, ConnectionField.Url);
        ProblemText.For(result.Failure!).What.ShouldContain("no-such-server.invalid");
    }

    [Theory]
    [InlineData("https://127.0.0.1")]
    [InlineData("https://2130706433")]
    [InlineData("https://[::ffff:127.0.0.1]")]
    [InlineData("http://169.254.169.254")]
    [InlineData("https://localhost")]
    public async Task A_forbidden_address_is_refused_whatever_it_is_written_like(string url)
    {
        var result = await check.RunAsync(url);

        ShouldFail(result, CheckItemId.Policy, ProblemCode.AddressNotAllowed, ConnectionField.Url);
        ProblemText.For(result.Failure!).Repair.ShouldContain("Network:AllowedNetworks");
        result.Items.Skip((int)CheckItemId.Port).ShouldAllBe(item => item.State == CheckItemState.Skipped);
    }

    [Theory]
    [InlineData("DefaultCollection", "HTTP 200")]
    [InlineData("Flight Systems", "HTTP 200")]
    [InlineData("Bodenstation München", "HTTP 200")]
    [InlineData("$(touch pwned)", "HTTP 404")]
    public async Task The_curl_line_works_when_it_is_pasted(string collection, string status)
    {
        var target = Connections.Addresses.ParsedTarget.Parse(check.Server("azure").AbsoluteUri, collection).Target!;

        var printed = await Shell.RunAsync(check.Curl.For(target), Path.GetTempPath(), check.Token("full"));

        printed.ShouldContain(status);
    }

    [Fact]
    public async Task No_token_is_in_any_sentence_problem_or_evidence()
    {
        foreach (var token in check.Emulator.Tokens)
        {
            var result = await check.RunAsync(check.Server("azure").AbsoluteUri, token: token.Name);

            Described.Of(result).ShouldNotContain(token.Value);
        }
    }

    private static void ShouldFail(CheckResult result, CheckItemId item, ProblemCode code, ConnectionField? field)
    {
        var failed = result.Items.FirstOrDefault(one => one.State == CheckItemState.Failed);
        (failed?.Code, failed?.Problem?.Code).ShouldBe((item, code), Described.Of(result));
        ProblemCatalog.FieldOf(code).ShouldBe(field);
        result.Facts.ShouldBeNull();
        result.Items.ShouldAllBe(one => one.State != CheckItemState.Waiting && one.State != CheckItemState.Running);
    }
}
