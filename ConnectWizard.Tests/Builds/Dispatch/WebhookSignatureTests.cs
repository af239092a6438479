using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Builds.Dispatch;

[Trait("Kind", "Time")]
public sealed class WebhookSignatureTests
{
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Body = "{\"test\": 2432232314}";

    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    /// <summary>The vector of the Standard Webhooks reference libraries.</summary>
    [Fact]
    public void The_vector_of_the_specification_is_met() => WebhookSignature.Of([new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")], Id, At, Body)
        .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    /// <summary>Made with <c>printf '%s.%s.%s' "$id" 1614265330 "$body" | openssl dgst -sha256 -hmac "$secret" -binary | base64</c>.</summary>
    [Theory]
    [InlineData("a key of many words, thirty-two or more characters long", Body, "sjFHPTZTlSKVhZos15hTCnFiAOWqJjVkC8aSYb6kiPQ=")]
    [InlineData("a key of many words, thirty-two or more characters long", "Größe", "i9AaARRl+RkRM7g0zifz5UnvIBBXSHY39PPB9TIxfoI=")]
    public void The_key_of_a_plain_secret_is_its_text(string secret, string body, string expected) =>
        WebhookSignature.Of([new Secret(secret)], Id, At, body).ShouldBe("v1," + expected);

    [Fact]
    public void A_key_longer_than_a_block_is_met_too() => WebhookSignature.Of([new Secret(new string('k', 131))], Id, At, Body).ShouldBe("v1,+x+EDP12cmGlII8r8nhLRow/SnIMx7JJWjzPABSGd+s=");
}
