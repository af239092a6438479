using Shouldly;
using Xunit;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>What only this section has; the rest is in <see cref="SignedWebhookOptionsTests"/>.</summary>
public sealed class BuildsOptionsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void There_is_a_number_of_fetches(int maxFetches) => new ValidateBuildsOptions().Validate(null, new BuildsOptions { MaxFetches = maxFetches })
        .Failures!.ShouldHaveSingleItem().ShouldStartWith("Builds:MaxFetches:");
}
