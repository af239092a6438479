using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Startup;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Notifications;

/// <summary>The operator's receiver of notifications: the section <c>Notifications</c>. Without a <see cref="SignedWebhookOptions.Url"/>, none are posted.</summary>
public sealed class NotificationsOptions : SignedWebhookOptions
{
    public const string Section = "Notifications";
}

internal sealed class ValidateNotificationsOptions : IValidateOptions<NotificationsOptions>
{
    public ValidateOptionsResult Validate(string? name, NotificationsOptions options) => options.FindFaults(NotificationsOptions.Section).ToList().ToResult();
}
