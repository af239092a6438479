using Bunit;
using ConnectWizard.Checks;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard.Check;

public sealed class CheckStepTests : StepContext
{
    public CheckStepTests() => Services.AddSingleton(new CurlLines(new RouteTable(Options.Create(new NetworkOptions())), Options.Create(new NetworkOptions())));

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("removed")]
    [InlineData(ProblemText.Application)]
    public async Task When_the_account_went_with_what_the_check_stored_Continue_says_so(string variant)
    {
        var target = Cloud.Setup.TargetOf("spacetech");
        Cloud.AccountsAre(CloudFixture.Ada);
        CheckGives(null);
        var step = await ShowAsync<CheckStep>(draft => draft with { Provider = ProviderKind.Services, Cloud = new CloudAnswers { Account = CloudFixture.Ada.Id }, Target = target });
        await step.WaitForAssertionAsync(() => step.Part("check-continue").HasAttribute("disabled").ShouldBeFalse());

        // Another tab removes the account.
        Drafts.Draft = Draft with { Credential = null };
        CheckGives(new Problem(ProblemCode.SignInAgain).With(ProblemText.Variant, variant));
        await step.ClickAsync("[data-testid=check-continue]");

        await step.WaitForAssertionAsync(() => step.Has("check-signin").ShouldBeTrue());
        (step.TextOf("check-signin").Trim(), step.Part("check-signin").GetAttribute("href")).ShouldBe(("Choose another account", $"/connect/{Draft.Id}/cloud"));
        (Answers, step.Part("check-continue").HasAttribute("disabled")).ShouldBe((0, true));
    }

    private void CheckGives(Problem? failure) => Check.RunAsync(default!, default!, Cancellation).ReturnsForAnyArgs(new CheckResult(
        [.. Enum.GetValues<CheckItemId>().Select(id => id == CheckItemId.Token && failure is not null ? new CheckItem(id, CheckItemState.Failed) { Problem = failure } : new CheckItem(id, CheckItemState.Passed))],
        Cloud.Setup.TargetOf("spacetech"), failure is null ? Connections.Drafts.Facts() : null));
}
