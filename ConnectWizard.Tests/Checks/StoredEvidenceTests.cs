using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Checks;

public sealed class StoredEvidenceTests
{
    [Fact]
    public void What_was_seen_comes_back_as_it_was()
    {
        Evidence[] seen = [new("Address", "192.0.2.7"), new("Größe", "<b>\"5 MB\"</b>\n\tand more \ud83d\ude80"), new("Empty", "")];

        var resting = StoredEvidence.In(new CheckItem(CheckItemId.Dns, CheckItemState.Passed) { Evidence = seen }).Evidence;

        resting.ShouldBeOfType<StoredEvidence>().Count.ShouldBe(3);
        resting.ShouldBe(seen);
        resting[1].ShouldBe(seen[1]);
    }

    [Fact]
    public void A_rung_that_saw_nothing_stays_as_it_is()
    {
        var item = new CheckItem(CheckItemId.Dns, CheckItemState.Waiting);

        StoredEvidence.In(item).ShouldBeSameAs(item);
    }
}
