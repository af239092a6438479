using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks;

public sealed class HookSecretTests
{
    [Fact]
    public void Each_secret_is_another_256_bits() =>
        Enumerable.Range(0, 100).Select(_ => HookSecret.New().Reveal()).Distinct(StringComparer.Ordinal).ShouldAllBe(secret => secret.Length == 64);

    [Fact]
    public void A_secret_matches_its_hash_alone()
    {
        var secret = HookSecret.New();

        HookSecret.Matches(secret.Reveal(), HookSecret.HashOf(secret)).ShouldBeTrue();
        HookSecret.Matches(secret.Reveal().ToUpperInvariant(), HookSecret.HashOf(secret)).ShouldBeFalse();
        HookSecret.Matches(HookSecret.HashOf(secret), HookSecret.HashOf(secret)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("guess")]
    public void Nothing_matches_where_there_is_no_hash(string? presented)
    {
        HookSecret.Matches(presented, null).ShouldBeFalse();
        HookSecret.Matches(presented, HookSecret.HashOf(HookSecret.New())).ShouldBeFalse();
    }

    [Fact]
    public void Each_of_several_secrets_counts_and_none_where_there_is_none()
    {
        var (before, now) = (HookSecret.New(), HookSecret.New());
        var hook = new ReceivingHook(null!, [HookSecret.HashOf(now), HookSecret.HashOf(before)]);

        new[] { before, now, HookSecret.New() }.Select(secret => hook.Accepts(secret.Reveal())).ShouldBe([true, true, false]);
        new ReceivingHook(null!, []).Accepts(now.Reveal()).ShouldBeFalse();
    }
}
