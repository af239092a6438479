using System.Net;
using ConnectWizard.Browser;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ConnectWizard.Access;

/// <summary>The product with a listener for people and one for Azure DevOps, over real HTTP.</summary>
public sealed class TwoListenersTests(TwoListenersTests.Product product) : IClassFixture<TwoListenersTests.Product>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("wizard.example", "/", HttpStatusCode.OK)]
    [InlineData("wizard.example", "/connect", HttpStatusCode.OK)]
    [InlineData("localhost", "/help", HttpStatusCode.OK)]
    [InlineData("wizard.example", "/css/app.css", HttpStatusCode.OK)]
    [InlineData("10.0.0.7", "/health/live", HttpStatusCode.OK)]
    [InlineData("10.0.0.7", "/health/ready", HttpStatusCode.OK)]
    [InlineData("wizard.example", "/hooks/azure-devops/x", HttpStatusCode.NotFound)]
    [InlineData("wizard.example", "/webhooks/ask/abc", HttpStatusCode.NotFound)]
    [InlineData("hooks.example", "/", HttpStatusCode.BadRequest)]
    [InlineData("evil.example", "/", HttpStatusCode.BadRequest)]
    public Task The_listener_for_people_has_the_pages_alone(string host, string path, HttpStatusCode status) => ShouldAnswerAsync(product.People, host, path, status);

    [Theory]
    [InlineData("hooks.example", "/", HttpStatusCode.NotFound)]
    [InlineData("hooks.example", "/connect", HttpStatusCode.NotFound)]
    [InlineData("localhost", "/", HttpStatusCode.NotFound)]
    [InlineData("hooks.example", "/health/ready", HttpStatusCode.OK)]
    [InlineData("10.0.0.7", "/health/ready", HttpStatusCode.BadRequest)]
    [InlineData("hooks.example", "/_blazor/negotiate", HttpStatusCode.NotFound)]
    [InlineData("hooks.example", "/css/app.css", HttpStatusCode.OK)]
    [InlineData("wizard.example", "/css/app.css", HttpStatusCode.BadRequest)]
    public Task The_public_listener_has_what_is_public_alone(string host, string path, HttpStatusCode status) => ShouldAnswerAsync(product.Public, host, path, status);

    [Theory]
    [InlineData(true, "wizard.example", "/", HttpStatusCode.OK)]
    [InlineData(false, "hooks.example", "/", HttpStatusCode.NotFound)]
    [InlineData(false, "hooks.example", "/health/ready", HttpStatusCode.OK)]
    [InlineData(false, "hooks.example", "/hooks/azure-devops/x", HttpStatusCode.NotFound)]
    public async Task HEAD_is_answered_as_GET(bool isForPeople, string host, string path, HttpStatusCode status)
    {
        using var head = await SendAsync(HttpMethod.Head, isForPeople ? product.People : product.Public, host, path);
        using var get = await GetAsync(isForPeople ? product.People : product.Public, host, path);

        (head.StatusCode, get.StatusCode).ShouldBe((status, status));
    }

    [Fact]
    public async Task A_page_that_is_not_here_says_so_in_a_line_and_shows_nothing_of_the_product()
    {
        using var response = await GetAsync(product.Public, "hooks.example", "/profiles/1");

        response.Content.Headers.ContentType?.MediaType.ShouldBe("text/plain");
        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldStartWith("Nothing is here.");
    }

    /// <summary>What both listeners have: its state names the listener that it began at.</summary>
    [Fact]
    public async Task The_return_of_a_sign_in_is_answered_on_both()
    {
        using var people = await GetAsync(product.People, "wizard.example", "/signin/return?state=x");
        using var hooks = await GetAsync(product.Public, "hooks.example", "/signin/return?state=x");

        hooks.StatusCode.ShouldBe(people.StatusCode);
        (await hooks.Content.ReadAsStringAsync(Cancellation)).ShouldNotStartWith("Nothing is here.");
    }

    [Fact]
    public async Task An_encrypted_address_says_to_browsers_that_it_always_is()
    {
        using var encrypted = await GetAsync(product.People, "wizard.example", "/");
        using var local = await GetAsync(product.People, "localhost", "/");

        encrypted.Headers.GetValues("Strict-Transport-Security").ShouldHaveSingleItem().ShouldBe("max-age=31536000");
        local.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", "", null, "set Listen:Public, too")]
    [InlineData("", "http://127.0.0.1:1", null, "set Listen:People, too")]
    [InlineData("http://127.0.0.1:1", "http://*:2", "http://127.0.0.1:3", "--urls or ASPNETCORE_URLS names an address")]
    [InlineData("http://127.0.0.1:1", "http://*:1", null, "the same port")]
    [InlineData("http://127.0.0.1:1", "http://unix:/run/public.sock", null, "names no port")]
    [InlineData("https://127.0.0.1:1", "http://127.0.0.1:2", null, "Listen:People: https://127.0.0.1:1 would need a certificate")]
    public void A_listener_that_cannot_be_told_from_the_other_is_refused(string people, string @public, string? urls, string fault)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Listen:People", people), new("Listen:Public", @public), new("urls", urls)]).Build();

        var result = new ValidateListenerOptions(configuration).Validate(null, new ListenerOptions { People = people, Public = @public });

        result.FailureMessage.ShouldNotBeNull().ShouldContain(fault);
    }

    [Fact]
    public async Task People_on_every_interface_are_refused_as_with_one_listener()
    {
        var refused = await Should.ThrowAsync<AggregateException>(() => StartAsync(("Listen:People", "http://*:1"), ("Listen:Public", "http://*:2")));

        refused.InnerExceptions.OfType<OptionsValidationException>().SelectMany(fault => fault.Failures).ShouldHaveSingleItem().ShouldStartWith("Listen:People: http://*:1 can be reached");
    }

    private static Task<RunningApp> StartAsync(params (string Key, string Value)[] settings) => RunningApp.StartAsync(Cancellation, settings, arguments: []);

    private async Task ShouldAnswerAsync(int port, string host, string path, HttpStatusCode status)
    {
        using var response = await GetAsync(port, host, path);

        response.StatusCode.ShouldBe(status);
    }

    private Task<HttpResponseMessage> GetAsync(int port, string host, string path) => SendAsync(HttpMethod.Get, port, host, path);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, int port, string host, string path)
    {
        using var request = new HttpRequestMessage(method, $"http://127.0.0.1:{port}{path}") { Headers = { Host = host } };
        return await product.Client.SendAsync(request, Cancellation);
    }

    /// <summary>For all the tests: none of them changes anything.</summary>
    public sealed class Product : IAsyncLifetime
    {
        private RunningApp _app = null!;

        public int People { get; } = ProductProcess.FreePort();

        public int Public { get; } = ProductProcess.FreePort();

        public HttpClient Client => _app.Client;

        public async ValueTask InitializeAsync() => _app = await StartAsync(
            ("Listen:People", $"http://127.0.0.1:{People}"),
            ("Listen:Public", $"http://*:{Public}"),
            ("PublicUrl", "https://hooks.example"),
            ("PeopleUrl", "https://wizard.example"));

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
