using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using ConnectWizard.Connections;
using ConnectWizard.Network;

namespace ConnectWizard.Accounts;

/// <summary>
/// Takes the framework's requests to the provider over our outbound client, and turns refusals into problems. One request each, never repeated:
/// codes and refresh tokens are good for one use. What it sends and gets are secrets, so nothing of it is logged.
/// </summary>
internal sealed class ProviderBackchannel([FromKeyedServices(OutboundHttp.Configured)] OutboundHttp http, TimeProvider time) : HttpMessageHandler
{
    /// <summary>The longest that a request takes, its answer's last byte included, however the provider drips.</summary>
    public static readonly TimeSpan TotalTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Set on a request for a token whose refusals mean something else than those of a sign-in.</summary>
    public static readonly HttpRequestOptionsKey<Func<EntraError, Problem>> Refused = new("ConnectWizard.Refused");

    /// <summary>The metadata service of a machine answers to requests with this header alone.</summary>
    private const string MetadataHeader = "Metadata";

    private const long MaxResponseBytes = 1024 * 1024;
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    /// <exception cref="SignInException">The provider can't be reached, refuses, or answers something else than what was asked for.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A request can be sent once, and the framework's client has sent this one already.
        using var sent = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };
        sent.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (request.Headers.Contains(MetadataHeader))
            sent.Headers.Add(MetadataHeader, "true");
        using var clock = new Deadline(TotalTimeout, time, cancellationToken);
        try
        {
            using var response = await http.SendAsync(sent, ResponseTimeout, clock.Token);
            await using var stream = await http.OpenBodyAsync(response, new ReadLimits(MaxResponseBytes, ResponseTimeout), clock.Token);
            using var body = new MemoryStream();
            await stream.CopyToAsync(body, clock.Token);
            return ProblemIn(request, response, body.ToArray()) is { } problem ? throw new SignInException(problem) : Copy(request, response, body.ToArray());
        }
        catch (NetworkException failed)
        {
            throw new SignInException(SignInNetworkProblems.Of(failed.Failure));
        }
        catch (OperationCanceledException) when (clock.IsOver)
        {
            throw new SignInException(SignInNetworkProblems.TimedOut(request.RequestUri!, TotalTimeout));
        }
        finally
        {
            // It belongs to the caller.
            sent.Content = null;
        }
    }

    private static HttpResponseMessage Copy(HttpRequestMessage request, HttpResponseMessage response, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = response.Content.Headers.ContentType;
        return new HttpResponseMessage(response.StatusCode) { RequestMessage = request, Content = content };
    }

    private Problem? ProblemIn(HttpRequestMessage request, HttpResponseMessage response, byte[] body)
    {
        var isToken = request.Options.TryGetValue(Refused, out var refused) || request.Method == HttpMethod.Post;
        try
        {
            using var document = JsonDocument.Parse(body);
            if (response.IsSuccessStatusCode && (!isToken || TokenGrant.IsIn(document.RootElement)))
                return null;
            if ((int)response.StatusCode >= 400 && isToken && EntraError.In(document.RootElement) is { } error)
                return (refused ?? EntraProblems.Of)(error) with { RetryAfter = WaitOf(response) };
        }
        catch (JsonException)
        {
            // What it is instead does not matter, and may hold what we sent.
        }

        return Broken(request.RequestUri!, response);
    }

    private TimeSpan? WaitOf(HttpResponseMessage response) => RetryAfter.In(response.Headers, time.GetUtcNow());

    private Problem Broken(Uri url, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var problem = status is 429 or >= 500
            ? new Problem(ProblemCode.SignInUnreachable).With(ProblemText.Variant, "busy")
            : new Problem(ProblemCode.SignInBroken);
        problem = problem with { RetryAfter = WaitOf(response) };
        var number = status.ToString(CultureInfo.InvariantCulture);
        return problem.With("host", url.IdnHost).With("status", number).WithEvidence(
            new Evidence("Status", number), new Evidence("Content type", response.Content.Headers.ContentType?.MediaType ?? "none"));
    }
}
