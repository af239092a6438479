using System.Text.RegularExpressions;

namespace AzureDevOpsEmulator.Routes;

/// <summary>Validates a subscription against the published descriptors of its publisher and consumer.</summary>
internal static partial class SubscriptionValidation
{
    private static readonly string[] Messages = ["", "all", "text", "html", "markdown", "none"];
    private static readonly string[] Details = ["", "all", "minimal", "none"];

    public static void Check(ApiCall call, Subscription subscription)
    {
        if (subscription.PublisherId != "tfs")
            throw new ApiException(HookErrors.PublisherNotFound(subscription.PublisherId));
        if (!EventTypes.All.Contains(subscription.EventType, StringComparer.Ordinal))
            throw new ApiException(HookErrors.UnknownEventType(subscription.EventType));
        if (subscription is not { ConsumerId: "webHooks", ConsumerActionId: "httpRequest" })
            throw new ApiException(HookErrors.ConsumerNotFound($"{subscription.ConsumerId}/{subscription.ConsumerActionId}"));

        CheckPublisherInputs(call, subscription);
        CheckTarget(call, subscription);
        CheckConsumerInputs(subscription);
    }

    private static void CheckPublisherInputs(ApiCall call, Subscription subscription)
    {
        foreach (var name in new[] { "projectId", "repository" })
        {
            if (subscription.PublisherInput(name) is { Length: > 0 } value && !Guid.TryParse(value, out _))
                Refuse(name, value, "it must be a GUID");
        }

        var project = subscription.ProjectId is { } id ? call.FindProject(id.ToString()) : null;
        if (subscription.PublisherInput("repository") is { Length: > 0 } repository
            && call.Content.FindRepository(call.Collection, project, repository, call.Caller) is null)
        {
            Refuse("repository", repository, "it is not one of the possible values");
        }
    }

    private static void CheckTarget(ApiCall call, Subscription subscription)
    {
        var text = subscription.ConsumerInput("url");
        if (text.Length == 0)
            throw new ApiException(HookErrors.InvalidSubscriptionInput("A value for the input 'url' (URL) of the action 'Post via HTTP' is required."));
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            Refuse("url", text, "it must be an address with http or https");
        else if (call.Scene is { RefusesPrivateTargets: true } && IsPrivate(url.Host))
            Refuse("url", text, "it must not be a loopback address or of a special range");
    }

    private static void CheckConsumerInputs(Subscription subscription)
    {
        foreach (var name in new[] { "basicAuthUsername", "basicAuthPassword" })
        {
            if (subscription.ConsumerInput(name) is { Length: > 0 } value && (value.Length > 256 || value.Any(char.IsWhiteSpace)))
                throw new ApiException(HookErrors.InvalidSubscriptionInput($"The value of the input '{name}' has spaces or more than 256 characters."));
        }

        if (subscription.ConsumerInput("httpHeaders") is { Length: > 0 } headers && !HeaderLines().IsMatch(headers))
            throw new ApiException(HookErrors.InvalidSubscriptionInput("The value of the input 'httpHeaders' is not one Key:value in each line."));
        CheckChoice(subscription, "resourceDetailsToSend", Details);
        CheckChoice(subscription, "messagesToSend", Messages);
        CheckChoice(subscription, "detailedMessagesToSend", Messages);
    }

    private static void CheckChoice(Subscription subscription, string name, string[] choices)
    {
        if (subscription.ConsumerInput(name) is var value && !choices.Contains(value, StringComparer.Ordinal))
            Refuse(name, value, "it is not one of the possible values");
    }

    private static bool IsPrivate(string host)
    {
        if (SiteMap.IsLoopback(host) || !IPAddress.TryParse(host.Trim('[', ']'), out var address))
            return SiteMap.IsLoopback(host);

        var bytes = address.GetAddressBytes();
        return bytes.Length == 4
            ? bytes is [10, ..] or [127, ..] or [0, ..] or [169, 254, ..] or [192, 168, ..] or [172, >= 16 and <= 31, ..]
            : address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal;
    }

    private static void Refuse(string name, string value, string reason) =>
        throw new ApiException(HookErrors.InvalidSubscriptionInput($"The value '{value}' of the input '{name}' is not valid: {reason}."));

    /// <summary>One <c>Key:value</c> per line. The published pattern allows no space in a value, which is not enforced here.</summary>
    [GeneratedRegex(@"^(\s*[^\s:]+\s*:\s*\S[^\r\n]*[\r\n\f]*)+$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex HeaderLines();
}
