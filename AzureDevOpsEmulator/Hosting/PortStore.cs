using System.Net.Sockets;

namespace AzureDevOpsEmulator.Hosting;

/// <summary>The ports of the last run, kept as <c>ports.json</c>: known addresses, such as an open page, work after a restart.</summary>
internal sealed class PortStore
{
    private readonly string _path;
    private readonly Dictionary<string, int> _last;
    private readonly Dictionary<string, int> _now = new(StringComparer.Ordinal);

    private PortStore(string path, Dictionary<string, int> last)
    {
        _path = path;
        _last = last;
    }

    public static PortStore Open(string folder)
    {
        var path = Path.Combine(folder, "ports.json");
        return new PortStore(path, File.Exists(path) ? Parse(path) : []);
    }

    /// <summary>The port of the last run; 0, for any free one, if there is none or it is in use.</summary>
    public int LastPortIfFree(string name, IPAddress address) =>
        _last.TryGetValue(name, out var port) && IsFree(new IPEndPoint(address, port)) ? port : 0;

    public void Set(string name, int port) => _now[name] = port;

    public void Save() => PrivateFile.Replace(_path, JsonSerializer.SerializeToUtf8Bytes(_now));

    private static bool IsFree(IPEndPoint endpoint)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endpoint);
            socket.Listen();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>A damaged file only loses the old ports.</summary>
    private static Dictionary<string, int> Parse(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllBytes(path)) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
