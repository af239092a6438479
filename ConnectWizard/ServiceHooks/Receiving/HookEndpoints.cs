using System.Buffers;
using ConnectWizard.Connections;
using ConnectWizard.Startup;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace ConnectWizard.ServiceHooks.Receiving;

internal static class HookEndpoints
{
    /// <summary>A slow body ends by Kestrel's own minimum rate.</summary>
    private const int Part = 16 * 1024;

    private const string RetryAfterSeconds = "2";

    public static void MapReceiver(this IEndpointRouteBuilder endpoints) =>
    endpoints.MapPost(HookAddress.Path + "/{hook}", ReceiveAsync).DisableAntiforgery();

    private static async Task ReceiveAsync(HttpContext context, string hook, HookReceiver receiver)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = HookReceiver.MaxBodyBytes;
        using var activity = Instruments.Activities.StartActivity("webhook delivery");
        var answer = await receiver.ReceiveAsync(hook, SecretIn(context.Request), token => ReadAsync(context.Request, token), context.RequestAborted);
        Instruments.DeliveryEnded(answer.Kind, activity);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        if (answer == DeliveryResponse.Busy)
            context.Response.Headers[HeaderNames.RetryAfter] = RetryAfterSeconds;
        await context.Response.WriteAsync(answer.Text + "\n", context.RequestAborted);
    }

    /// <summary>The header over http, the password of basic authentication over https.</summary>
    private static string? SecretIn(HttpRequest request)
    {
        if (request.Headers.TryGetValue(HookSecret.Header, out var header))
            return header.ToString();
        return BasicCredentials.Parse(request.Headers.Authorization)?.Password.Reveal();
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > HookReceiver.MaxBodyBytes)
            return null;
        // It grows with what came, not with what was promised.
        var body = new ArrayBufferWriter<byte>(Part);
        try
        {
            while (await request.Body.ReadAsync(body.GetMemory(), cancellationToken) is > 0 and var read)
                body.Advance(read);
            return body.WrittenCount <= HookReceiver.MaxBodyBytes ? body.WrittenMemory : null;
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }
}
