using System.Security.Claims;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components.Authorization;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

public sealed class BrowserIdentityTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_owner_is_the_claim_of_the_authentication_state()
    {
        var identity = new BrowserIdentity(new FixedState(new Claim(BrowserIdentityMiddleware.OwnerClaim, "owner")));

        (await identity.GetOwnerAsync(Cancellation)).ShouldBe(new OwnerId("owner"));
    }

    [Fact]
    public async Task Without_the_middleware_it_says_what_is_missing()
    {
        var identity = new BrowserIdentity(new FixedState());

        (await Should.ThrowAsync<InvalidOperationException>(async () => await identity.GetOwnerAsync(Cancellation)))
            .Message.ShouldContain(nameof(SignInServices.UseBrowserIdentity));
    }

    private sealed class FixedState(params Claim[] claims) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(claims))));
    }
}
