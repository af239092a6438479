using ConnectWizard.Connections;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>Every reason for which a sign-in comes back without an account, in a browser and a draft of its own.</summary>
public sealed class SignInRefusalTests(SignInRefusalTests.Product product) : IClassFixture<SignInRefusalTests.Product>, IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SignInWorld World => product.World;

    public async ValueTask InitializeAsync() => await World.BeginAsync();

    public ValueTask DisposeAsync()
    {
        World.Provider.TokenAnswer = null;
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("error=access_denied&error_description=AADSTS65004: User declined to consent.", ProblemCode.SignInDeclined, null)]
    [InlineData("error=access_denied", ProblemCode.SignInDeclined, null)]
    [InlineData("error=access_denied&error_description=AADSTS90094: Admin consent is required.", ProblemCode.AdminConsentNeeded, null)]
    [InlineData("error=interaction_required&error_description=AADSTS65001: The user or administrator has not consented.", ProblemCode.AdminConsentNeeded, null)]
    [InlineData("error=unauthorized_client&error_description=AADSTS700016: Application was not found in the directory.", ProblemCode.AppUnknown, null)]
    [InlineData("error=unauthorized_client&error_description=AADSTS7000112: Application is disabled.", ProblemCode.AppUnknown, "disabled")]
    [InlineData("error=invalid_client&error_description=AADSTS650056: Misconfigured application.", ProblemCode.AppUnknown, "setup")]
    [InlineData("error=invalid_resource&error_description=AADSTS500011: The resource principal was not found.", ProblemCode.AppUnknown, "resource")]
    [InlineData("error=invalid_client&error_description=AADSTS650052: The app needs access to a service that your organization lacks.", ProblemCode.AppUnknown, "resource")]
    [InlineData("error=invalid_request&error_description=AADSTS650051: Service principal is missing.", ProblemCode.AppUnknown, "resource")]
    [InlineData("error=invalid_client&error_description=AADSTS65005: The resource is not listed.", ProblemCode.AppUnknown, "resource")]
    [InlineData("error=invalid_request&error_description=AADSTS399267: The tenant is not valid.", ProblemCode.WrongTenant, null)]
    [InlineData("error=invalid_request&error_description=AADSTS9002325: Proof Key for Code Exchange is required.", ProblemCode.AppUnknown, "client")]
    [InlineData("error=invalid_request&error_description=AADSTS50020: User account from identity provider 'live.com' does not exist.", ProblemCode.PersonalAccount, null)]
    [InlineData("error=invalid_request&error_description=AADSTS50020: User account does not exist in tenant.", ProblemCode.WrongTenant, null)]
    [InlineData("error=interaction_required&error_description=AADSTS53003: Access has been blocked.", ProblemCode.ConditionalAccess, "signin")]
    [InlineData("error=interaction_required&error_description=AADSTS530003: Your device is required to be managed.", ProblemCode.ConditionalAccess, "signin")]
    [InlineData("error=invalid_grant&error_description=AADSTS50105: not assigned to a role.", ProblemCode.SignInRefused, "assignment")]
    [InlineData("error=server_error", ProblemCode.SignInUnreachable, "busy")]
    [InlineData("error=something_new&error_description=<b>Look</b>", ProblemCode.SignInRefused, null)]
    [InlineData("nothing=at-all", ProblemCode.SignInBroken, "return")]
    [InlineData("code=unknown", ProblemCode.SignInExpired, "code")]
    public async Task What_the_provider_says_is_told_at_the_cloud_step(string parameters, ProblemCode code, string? variant)
    {
        (await World.Browser.RedirectOfAsync(await World.ReturnWithAsync(parameters))).ShouldBe(World.At($"/connect/{World.Draft}/cloud"));

        var failure = (await World.ReadDraftAsync()).Cloud.Failure.ShouldNotBeNull();
        failure.Code.ShouldBe(code);
        failure.Arguments.GetValueOrDefault(ProblemText.Variant).ShouldBe(variant);
        failure.Arguments.Values.ShouldAllBe(value => !value.Contains('<'));
    }

    public static TheoryData<int, string, string, ProblemCode, string?> TokenAnswers => new()
    {
        { 400, "application/json", """{"error":"invalid_grant","error_description":"AADSTS54005: already redeemed","error_codes":[54005]}""", ProblemCode.SignInExpired, "code" },
        { 400, "application/json", """{"error":"invalid_grant","error_description":"expired","error_codes":[70008]}""", ProblemCode.SignInExpired, "code" },
        { 400, "application/json", """{"error":"invalid_grant","error_description":"AADSTS65001: no consent"}""", ProblemCode.AdminConsentNeeded, null },
        { 401, "application/json", """{"error":"invalid_client","error_description":"AADSTS7000222: secret expired"}""", ProblemCode.AppUnknown, "secret" },
        { 200, "application/json", """{"token_type":"Bearer"}""", ProblemCode.SignInBroken, null },
        { 200, "application/json", """{"access_token":"x","token_type":"DPoP"}""", ProblemCode.SignInBroken, null },
        { 200, "application/json", "[1", ProblemCode.SignInBroken, null },
        { 200, "text/html", "<title>Sign in</title>", ProblemCode.SignInBroken, null },
        { 302, "text/html", "", ProblemCode.SignInBroken, null },
        { 503, "text/plain", "later", ProblemCode.SignInUnreachable, "busy" },
        { 429, "application/json", "{}", ProblemCode.SignInUnreachable, "busy" },
    };

    [Theory]
    [MemberData(nameof(TokenAnswers))]
    public async Task What_the_token_endpoint_answers_is_told_at_the_cloud_step(int status, string type, string body, ProblemCode code, string? variant)
    {
        World.Provider.TokenAnswer = context =>
        {
            (context.Response.StatusCode, context.Response.ContentType) = (status, type);
            return context.Response.WriteAsync(body, Cancellation);
        };

        (await World.SignInAsync()).ShouldBe($"/connect/{World.Draft}/cloud");

        var failure = (await World.ReadDraftAsync()).Cloud.Failure.ShouldNotBeNull();
        (failure.Code, failure.Arguments.GetValueOrDefault(ProblemText.Variant)).ShouldBe((code, variant));
    }

    /// <summary>For all the tests.</summary>
    public sealed class Product : IAsyncLifetime
    {
        internal SignInWorld World { get; private set; } = null!;

        public async ValueTask InitializeAsync() => World = await SignInWorld.StartAsync();

        public ValueTask DisposeAsync() => World.DisposeAsync();
    }
}
