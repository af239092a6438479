using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Storage;
using ConnectWizard.Wizard;
using Shouldly;
using Xunit;

namespace ConnectWizard.Notifications;

public sealed class NotificationTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
    private static readonly TextResource Menu = new("ConnectWizard.Dashboard.ConnectionMenu");

    [Theory]
    [InlineData(CredentialType.Token, "Rotate")]
    [InlineData(CredentialType.Secret, "Replace")]
    [InlineData(CredentialType.Certificate, "Replace")]
    [InlineData(CredentialType.Person, "Check")]
    public void A_credential_that_ends_is_told_with_its_day_and_the_entry_of_the_menu(CredentialType type, string entry)
    {
        var text = TextOf(NotificationKind.CredentialEnding, Connection() with { CredentialType = type });

        text.ShouldContain("ends in 14 days (2026-12-05). The connection Werk 1 stops working then.");
        text.ShouldContain($"select {Menu.Get("Menu")}, then \"{Menu.Get(entry)}\"");
    }

    [Fact]
    public void An_organization_that_is_gone_is_told_with_what_the_page_of_the_connection_offers()
    {
        var cloud = Connection() with { Target = new CloudFixture().Setup.TargetOf("spacetech") };

        var text = TextOf(NotificationKind.ConnectionFailed, cloud, ProblemCode.OrganizationUnknown);

        text.ShouldContain($"\"{Menu.Get("Address")}\"");
        text.ShouldNotContain("choose again");
    }

    private static Connection Connection() => Samples.Connection(CredentialId.New()) with { Expiry = CredentialExpiry.OfDay(new DateOnly(2026, 12, 5)) };

    private static string TextOf(NotificationKind kind, Connection connection, ProblemCode? problem = null) =>
        string.Join('\n', NotificationText.LinesOf(Notification.New(connection.Workspace, kind, NotificationChannel.Mail, Now) with { Problem = problem }, connection, Now));
}
