using System.Text;
using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Builds.Dispatch;

public sealed class BuildSignatureTests
{
    /// <summary>Made with <c>printf '%s.%s' 1763715600 "$body" | openssl dgst -sha256 -hmac "$key" -r</c>.</summary>
    [Theory]
    [InlineData("key", "{}", "3478b0358e1b26ceff4ba03983e1d6b511455870e0c0b22883580f84a2cb6a88")]
    [InlineData("key", "Größe", "ca2b22a366a3d58db9d10f34973088099e3351efa69ff82e926c7d3f8633cbd5")]
    [InlineData("a key of many words, thirty-two or more characters long", "{}", "a46e4c77448e947f5f2d0965aaae609496b01fdb07917696dfa69ee331d61f8e")]
    [InlineData("a key of many words, thirty-two or more characters long", "Größe", "ff857a1d10eea61871fe4a0569a95f0e51bfeaaea787c18a67d08f76aab55316")]
    public void The_vectors_of_another_implementation_are_met(string key, string body, string expected) =>
        BuildSignature.Of(new Secret(key), 1763715600, Encoding.UTF8.GetBytes(body)).ShouldBe("sha256=" + expected);

    [Fact]
    public void A_key_longer_than_a_block_is_met_too() =>
        BuildSignature.Of(new Secret(new string('k', 131)), 1, []).ShouldBe("sha256=e36f2cdb6b61a4ad34956f145d7ef603ecd96ab794d4716e71b4ca25d79164d9");
}
