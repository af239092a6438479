using System.Buffers.Text;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.DataProtection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Notifications;

public sealed class RecipientLinksTests
{
    private static readonly Uri Base = new("https://wizard.example/");

    private readonly EphemeralDataProtectionProvider _protection = new();
    private readonly RecipientLinks _links;
    private readonly NotificationRecipient _recipient = new()
    {
        Id = Guid.CreateVersion7(),
        Workspace = WorkspaceId.Default,
        Connection = ConnectionId.New(),
        Address = "ada@spacetech.example",
        AddedAt = DateTimeOffset.UnixEpoch,
    };

    public RecipientLinksTests() => _links = new RecipientLinks(_protection);

    [Fact]
    public void A_link_says_whose_it_is()
    {
        var (confirm, stop) = (_links.ConfirmationOf(Base, _recipient), _links.StopOf(Base, _recipient));

        confirm.AbsoluteUri.ShouldStartWith("https://wizard.example/notifications/confirm/");
        stop.AbsoluteUri.ShouldStartWith("https://wizard.example/notifications/stop/");
        _links.ReadConfirmation(TokenOf(confirm)).ShouldBe(_recipient.Id);
        _links.ReadStop(TokenOf(stop)).ShouldBe(_recipient.Id);
    }

    [Fact]
    public void A_link_is_for_one_thing_alone()
    {
        _links.ReadStop(TokenOf(_links.ConfirmationOf(Base, _recipient))).ShouldBeNull();
        _links.ReadConfirmation(TokenOf(_links.StopOf(Base, _recipient))).ShouldBeNull();
    }

    [Fact]
    public void Nothing_in_a_link_can_be_read_or_guessed()
    {
        var token = TokenOf(_links.ConfirmationOf(Base, _recipient));

        Base64Url.DecodeFromChars(token).AsSpan().IndexOf(_recipient.Id.ToByteArray()).ShouldBe(-1);
        token.ShouldNotContain(_recipient.Id.ToString("N"));
        (TokenOf(_links.ConfirmationOf(Base, _recipient)) == token).ShouldBeFalse();
    }

    [Fact]
    public void A_link_that_was_changed_anywhere_is_none()
    {
        var bytes = Base64Url.DecodeFromChars(TokenOf(_links.ConfirmationOf(Base, _recipient)));
        for (var place = 0; place < bytes.Length; place++)
        {
            var changed = bytes.ToArray();
            changed[place] ^= 1;
            _links.ReadConfirmation(Base64Url.EncodeToString(changed)).ShouldBeNull($"byte {place}");
        }

        _links.ReadConfirmation(Base64Url.EncodeToString(bytes)).ShouldBe(_recipient.Id);
        _links.ReadConfirmation(Base64Url.EncodeToString(bytes.AsSpan(..^1))).ShouldBeNull();
        _links.ReadConfirmation(Base64Url.EncodeToString([.. bytes, 0])).ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("confirm")]
    [InlineData("not base64url!")]
    [InlineData("../../connections")]
    [InlineData("019ab3c1-58f2-7c11-9d0e-0b7f3b0a52aa")]
    public void Another_text_is_no_link(string? text)
    {
        _links.ReadConfirmation(text).ShouldBeNull();
        _links.ReadStop(text).ShouldBeNull();
    }

    [Fact]
    public void A_link_of_another_installation_is_none() =>
        _links.ReadConfirmation(TokenOf(new RecipientLinks(new EphemeralDataProtectionProvider()).ConfirmationOf(Base, _recipient))).ShouldBeNull();

    [Theory]
    [InlineData("confirm", 7)]
    [InlineData("stop", 365)]
    public void A_link_ends(string action, int days)
    {
        var protector = _protection.CreateProtector("ConnectWizard.Notifications", action).ToTimeLimitedDataProtector();
        var link = action == "stop" ? _links.StopOf(Base, _recipient) : _links.ConfirmationOf(Base, _recipient);

        var id = protector.Unprotect(Base64Url.DecodeFromChars(TokenOf(link)), out var endsAt);
        endsAt.ShouldBe(DateTimeOffset.UtcNow.AddDays(days), TimeSpan.FromMinutes(5));

        var ended = Base64Url.EncodeToString(protector.Protect(id, DateTimeOffset.UtcNow.AddSeconds(-1)));
        (action == "stop" ? _links.ReadStop(ended) : _links.ReadConfirmation(ended)).ShouldBeNull();
    }

    [Fact]
    public void What_else_was_encrypted_for_links_is_none()
    {
        var protector = _protection.CreateProtector("ConnectWizard.Notifications", "confirm").ToTimeLimitedDataProtector();

        _links.ReadConfirmation(Base64Url.EncodeToString(protector.Protect([1, 2, 3], TimeSpan.FromDays(1)))).ShouldBeNull();
    }

    private static string TokenOf(Uri link) => link.Segments[^1];
}
