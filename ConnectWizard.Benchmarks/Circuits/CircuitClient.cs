using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using ConnectWizard.Benchmarks.Walking;

namespace ConnectWizard.Benchmarks.Circuits;

/// <summary>
/// A browser without a screen: it fetches a page, opens its circuit as the framework's script does, acknowledges what is rendered, answers
/// calls to scripts with nothing (with an object where one is awaited), stays, and takes its leave.
/// </summary>
internal sealed partial class CircuitClient : IAsyncDisposable
{
    /// <summary>The kind of result that is an object of the browser's, as a module.</summary>
    private const long ObjectReference = 1;

    /// <summary>The title of the layout's boundary around a page that failed: measuring that would be a fine figure for nothing.</summary>
    private static readonly byte[] Broken = "Something went wrong"u8.ToArray();
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastHeard = Stopwatch.GetTimestamp();
    private Task _listening = Task.CompletedTask;
    private readonly Uri _origin;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private TaskCompletionSource? _rendered;
    private long _input;
    private string? _events;
    private string _circuit = "";

    private CircuitClient(Uri origin) => _origin = origin;

    /// <summary>How long the server has had nothing to render.</summary>
    /// <exception cref="AggregateException">The page or its circuit met an error.</exception>
    public TimeSpan Quiet => _listening.Exception is { } failure ? throw failure : Stopwatch.GetElapsedTime(Volatile.Read(ref _lastHeard));

    /// <summary>Opens a page and its circuit.</summary>
    /// <param name="page">The page.</param>
    /// <param name="cookies">The browser's cookies.</param>
    public static async Task<CircuitClient> OpenAsync(Uri page, CookieContainer cookies)
    {
        // As a browser that was here before.
        cookies.Add(new Cookie("cw-zone", "Europe/Berlin", "/", page.Host));
        using var handler = new SocketsHttpHandler { CookieContainer = cookies };
        using var http = new HttpClient(handler);
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var html = await http.GetStringAsync(page);
        var client = new CircuitClient(new Uri(page, "/"));
        await client.StartAsync(page, html, cookies);
        return client;
    }

    /// <summary>Follows a link to another page of the circuit, and waits until something of it is rendered.</summary>
    /// <exception cref="TimeoutException">Nothing was rendered within 30 seconds.</exception>
    public Task NavigateAsync(Uri page) => ActAsync(BlazorPack.Invocation(null, "OnLocationChanged", page.AbsoluteUri, null, true));

    /// <summary>Types into the page's only search field, and waits until something is rendered.</summary>
    /// <exception cref="TimeoutException">Nothing was rendered within 30 seconds.</exception>
    public Task TypeAsync(string text)
    {
        var (handler, value) = (Volatile.Read(ref _input), JsonSerializer.Serialize(text));
        var arguments = string.Create(CultureInfo.InvariantCulture, $$"""[{"eventHandlerId":{{handler}},"eventName":"input","eventFieldInfo":null},{"value":{{value}}}]""");
        return ActAsync(BlazorPack.Invocation(null, "BeginInvokeDotNetFromJS", "1", null, "DispatchEventAsync", long.Parse(_events!, CultureInfo.InvariantCulture), arguments));
    }

    /// <summary>Leaves the page as a browser does: the server forgets the circuit at once, and the next measurement is free of it.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var http = new HttpClient())
        using (var form = new MultipartFormDataContent { { new StringContent(_circuit), "circuitId" } })
            (await http.PostAsync(new Uri(_origin, "/_blazor/disconnect"), form, _cancellation.Token)).Dispose();
        await _cancellation.CancelAsync();
        await _listening.ContinueWith(_ => { }, TaskScheduler.Default);
        _socket.Dispose();
        _sending.Dispose();
        _cancellation.Dispose();
    }

    private async Task StartAsync(Uri page, string html, CookieContainer cookies)
    {
        var socket = new UriBuilder(page) { Scheme = "ws", Path = "/_blazor", Query = "" }.Uri;
        _socket.Options.Cookies = cookies;
        _socket.Options.SetRequestHeader("Origin", page.GetLeftPart(UriPartial.Authority));
        await _socket.ConnectAsync(socket, _cancellation.Token);
        await SendAsync(BlazorPack.Handshake);
        _listening = ListenAsync();
        var markers = string.Join(',', Marker().Matches(html).Select(match => match.Groups["marker"].Value).Where(marker => !marker.StartsWith("{\"prerenderId\"", StringComparison.Ordinal)));
        var state = State().Match(html).Groups["state"].Value;
        await SendAsync(BlazorPack.Invocation("0", "StartCircuit", page.GetLeftPart(UriPartial.Authority) + "/", page.AbsoluteUri, $"[{markers}]", state));
        await _started.Task.WaitAsync(TimeSpan.FromSeconds(30), _cancellation.Token);
    }

    private async Task ListenAsync()
    {
        var (buffer, filled, greeted) = (new byte[16 * 1024], 0, false);
        while (true)
        {
            if (filled == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var received = await _socket.ReceiveAsync(buffer.AsMemory(filled), _cancellation.Token);
            if (received.MessageType == WebSocketMessageType.Close)
                return;
            filled += received.Count;
            var taken = 0;
            if (!greeted && filled > 0 && buffer.AsSpan(0, filled).IndexOf((byte)0x1e) is >= 0 and var end)
                (greeted, taken) = (true, end + 1);
            while (greeted && BlazorPack.Read(buffer.AsSpan(taken, filled - taken)) is var (values, length))
            {
                taken += length;
                await HandleAsync(values);
            }

            buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
            filled -= taken;
        }
    }

    private Task HandleAsync(IReadOnlyList<object?> message) => message switch
    {
        [1L, _, _, "JS.RenderBatch", object?[] and [_, byte[] batch, ..], ..] when batch.AsSpan().IndexOf(Broken) >= 0 => throw new InvalidOperationException("The page met an error."),
        [1L, _, _, "JS.RenderBatch", object?[] and [var number, byte[] batch, ..], ..] => RenderedAsync(Convert.ToInt64(number, null), batch),
        [1L, _, _, "JS.BeginInvokeJS", object?[] arguments, ..] => CalledAsync(arguments),
        [1L, _, _, "JS.Error", object?[] arguments, ..] => throw new InvalidOperationException($"The circuit failed: {arguments[0]}"),
        [3L, _, "0", ..] => Started(message),
        _ => Task.CompletedTask,
    };

    private Task Started(IReadOnlyList<object?> completion)
    {
        if (completion is [_, _, _, 3L, string circuit])
        {
            _circuit = circuit;
            _started.TrySetResult();
        }
        else
        {
            _started.TrySetException(new InvalidOperationException("The circuit was refused: " + string.Join(", ", completion)));
        }

        return Task.CompletedTask;
    }

    private async Task ActAsync(byte[] message)
    {
        var rendered = _rendered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync(message);
        await Task.WhenAny(rendered.Task, _listening).WaitAsync(TimeSpan.FromSeconds(30), _cancellation.Token);
        if (!rendered.Task.IsCompleted)
            throw new InvalidOperationException("The circuit was lost.", _listening.Exception);
    }

    private Task RenderedAsync(long number, byte[] batch)
    {
        Volatile.Write(ref _lastHeard, Stopwatch.GetTimestamp());
        foreach (var (name, handler) in RenderBatch.HandlersIn(batch))
        {
            if (name == "oninput")
                Volatile.Write(ref _input, handler);
        }

        _rendered?.TrySetResult();
        return SendAsync(BlazorPack.Invocation(null, "OnRenderCompleted", number, null));
    }

    private Task CalledAsync(object?[] arguments)
    {
        // Events go to the object that the renderer hands over here.
        if (arguments is [_, "Blazor._internal.attachWebRendererInterop", string given, ..] && Dispatcher().Match(given) is { Success: true } match)
            _events = match.Groups["id"].Value;
        return AnswerAsync(Convert.ToInt64(arguments[0], null), Convert.ToInt64(arguments[3], null));
    }

    /// <summary>A call numbered zero wants no answer.</summary>
    private Task AnswerAsync(long call, long result) => call == 0
        ? Task.CompletedTask
        : SendAsync(BlazorPack.Invocation(null, "EndInvokeJSFromDotNet", call, true, $"[{call},true,{(result == ObjectReference ? "{\"__jsObjectId\":1}" : "null")}]"));

    private async Task SendAsync(byte[] message)
    {
        await _sending.WaitAsync(_cancellation.Token);
        try
        {
            await _socket.SendAsync(message, message[0] == '{' ? WebSocketMessageType.Text : WebSocketMessageType.Binary, endOfMessage: true, _cancellation.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    [GeneratedRegex("\"__dotNetObject\":(?<id>\\d+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Dispatcher();

    [GeneratedRegex("<!--Blazor:(?<marker>\\{.*?\\})-->", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>.*?)-->", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex State();
}
