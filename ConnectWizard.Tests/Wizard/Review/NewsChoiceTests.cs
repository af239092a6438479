using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard.Review;

public sealed class NewsChoiceTests
{
    [Theory]
    [InlineData(null, true, true, NewsSource.Webhooks)]
    [InlineData(null, null, true, NewsSource.Webhooks)]
    [InlineData(null, false, true, NewsSource.Administrator)]
    [InlineData(null, true, false, NewsSource.None)]
    [InlineData(NewsSource.Polling, true, true, NewsSource.Polling)]
    [InlineData(NewsSource.Polling, false, true, NewsSource.Polling)]
    [InlineData(NewsSource.Polling, false, false, NewsSource.None)]
    [InlineData(NewsSource.Administrator, null, true, NewsSource.Administrator)]
    [InlineData(NewsSource.Administrator, true, true, NewsSource.Webhooks)]
    [InlineData(NewsSource.Webhooks, false, true, NewsSource.Administrator)]
    public void What_was_chosen_counts_as_long_as_it_makes_sense(NewsSource? chosen, bool? isAllowed, bool hasTrigger, NewsSource taken) =>
        NewsChoice.Of(chosen, isAllowed, hasTrigger).ShouldBe(taken);

    [Fact]
    public void Nobody_is_offered_an_administrator_whom_they_do_not_need_or_a_right_that_they_lack()
    {
        NewsChoice.Offered(true, hasTrigger: true).ShouldNotContain(NewsSource.Administrator);
        NewsChoice.Offered(false, hasTrigger: true).ShouldNotContain(NewsSource.Webhooks);
        NewsChoice.Offered(null, hasTrigger: false).ShouldBeEmpty();
    }
}
