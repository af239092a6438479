using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard.Review;

public sealed class TriggerSourceChoiceTests
{
    [Theory]
    [InlineData(null, true, true, TriggerSource.Webhooks)]
    [InlineData(null, null, true, TriggerSource.Webhooks)]
    [InlineData(null, false, true, TriggerSource.Administrator)]
    [InlineData(null, true, false, TriggerSource.None)]
    [InlineData(TriggerSource.Polling, true, true, TriggerSource.Polling)]
    [InlineData(TriggerSource.Polling, false, true, TriggerSource.Polling)]
    [InlineData(TriggerSource.Polling, false, false, TriggerSource.None)]
    [InlineData(TriggerSource.Administrator, null, true, TriggerSource.Administrator)]
    [InlineData(TriggerSource.Administrator, true, true, TriggerSource.Webhooks)]
    [InlineData(TriggerSource.Webhooks, false, true, TriggerSource.Administrator)]
    public void What_was_chosen_counts_as_long_as_it_makes_sense(TriggerSource? chosen, bool? isAllowed, bool hasTrigger, TriggerSource taken) =>
        TriggerSourceChoice.Of(chosen, isAllowed, hasTrigger).ShouldBe(taken);

    [Fact]
    public void Nobody_is_offered_an_administrator_whom_they_do_not_need_or_a_right_that_they_lack()
    {
        TriggerSourceChoice.Offered(true, hasTrigger: true).ShouldNotContain(TriggerSource.Administrator);
        TriggerSourceChoice.Offered(false, hasTrigger: true).ShouldNotContain(TriggerSource.Webhooks);
        TriggerSourceChoice.Offered(null, hasTrigger: false).ShouldBeEmpty();
    }
}
