using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Receiving;

public sealed class DeliveryRatesTests : IDisposable
{
    private readonly DeliveryRates _rates = new();

    public void Dispose() => _rates.Dispose();

    [Fact]
    public void A_hook_that_does_not_stop_has_to_wait_and_another_has_not()
    {
        var (runaway, taken) = (HookId.New(), 0);
        while (TryTake(runaway))
            taken++;
        taken.ShouldBeGreaterThanOrEqualTo(DeliveryRates.Burst);
        TryTake(HookId.New()).ShouldBeTrue();
    }

    [Fact]
    public void So_many_bodies_of_one_hook_are_read_at_once()
    {
        var hook = HookId.New();
        var reading = Enumerable.Range(0, DeliveryRates.MaxConcurrency).Select(_ => _rates.Take(hook)).ToList();
        reading.ShouldAllBe(place => place.IsAcquired);
        TryTake(hook).ShouldBeFalse();
        TryTake(HookId.New()).ShouldBeTrue();

        reading.ForEach(place => place.Dispose());
        TryTake(hook).ShouldBeTrue();
    }

    private bool TryTake(HookId hook)
    {
        using var place = _rates.Take(hook);
        return place.IsAcquired;
    }
}
