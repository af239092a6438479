using System.Globalization;
using System.Net;
using System.Text;

namespace ConnectWizard.Connections.Addresses;

/// <summary>
/// Makes texts by the grammar of addresses, each part good or bad, some of them bent afterwards, and some a soup of pieces. The same ones for
/// the same seed.
/// </summary>
internal sealed class AddressTexts(int seed)
{
    private static readonly string[] Schemes = ["", "https://", "http://", "HTTP://", "//", "ssh://", "https:", @"http:\\", "https//", "ftp://", "x:"];
    private static readonly string[] Users = ["", "", "", "me@", "me:word@", "git@", @"CORP\me:w@rd@", "a:b/c@", "%40@", ":@"];
    private static readonly string[] Labels =
        ["s", "tfs", "azure", "example", "com", "dev", "visualstudio", "1", "3com", "0x7f", "a_b", "a-b", "-", "xn--bcher-kva", "xn--", "bücher", "東京", "ß", "İ", "", "localhost", "é"];
    private static readonly string[] Ports = ["", "", "", ":", ":0", ":1", ":80", ":443", ":0443", ":8443", ":65535", ":65536", ":-1", ":x", ":８０"];
    private static readonly string[] Segments =
        ["", "tfs", "Main", "DefaultCollection", "_git", "_apis", "App", "My%20Project", "a+b", "..", ".", "%2F", "%2e%2e", "a@b", "東京", "x.git", "v3", "%00", "%"];
    private static readonly string[] Tails = ["", "", "", "/", "?a=b", "#c", "?", "?to=http://a@b", " ", "\n", "\"", ">"];
    private static readonly string[] Dots = [".", ".", ".", "。", "．", "｡", "%2e", "..", "․"];
    private static readonly string[] Odd = ["\0", "\u200b", "\u00ad", "\ud800", "%", "%25", "%FF", "@", ":", "/", "\\", "[", "]", "#", "？", "：", "＠", " ", "\u202e", "\u0301", "ⅷ", "℀"];

    private readonly Random _random = new(seed);

    public string Next() => _random.Next(5) switch { 0 => Soup(), 1 => Bent(Whole()), _ => Whole() };

    private string Whole()
    {
        var path = string.Concat(Enumerable.Range(0, _random.Next(4)).Select(_ => "/" + Any(Segments)));
        return string.Concat(Any(Schemes), Any(Users), Host(), Any(Ports)) + path + Any(Tails);
    }

    private string Host() => _random.Next(4) switch
    {
        0 => new AddressSpelling(_random).Of(new IPAddress(Bytes(4))),
        1 => IPv6(),
        _ => string.Join(Any(Dots), Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Any(Labels))),
    };

    private string IPv6()
    {
        var bytes = Bytes(16);
        bytes.AsSpan(0, _random.Next(17)).Clear();
        var text = new IPAddress(bytes).ToString();
        return _random.Next(4) switch { 0 => text, 1 => $"[{text}%25eth0]", 2 => $"[{text.ToUpperInvariant()}]", _ => $"[{text}]" };
    }

    private string Bent(string text)
    {
        var bent = new StringBuilder(text);
        for (var count = _random.Next(1, 4); count > 0; count--)
        {
            var at = _random.Next(bent.Length + 1);
            bent = _random.Next(3) == 0 && at < bent.Length ? bent.Remove(at, 1) : bent.Insert(at, Any(Odd));
        }

        return bent.ToString();
    }

    private string Soup() => string.Concat(
        Enumerable.Range(0, _random.Next(1, 9)).Select(_ => Any(_random.Next(6) switch { 0 => Schemes, 1 => Users, 2 => Labels, 3 => Ports, 4 => Segments, _ => Odd })));

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private string Any(string[] of) => of[_random.Next(of.Length)];
}

/// <summary>Writes an IPv4 address in one of the many ways that are read as it.</summary>
internal sealed class AddressSpelling(Random random)
{
    private static readonly string[] Invisible = ["\u00ad", "\u200b", "\u2060", "\ufeff", "\t", "%00"];

    public string Of(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        var parts = random.Next(1, 5);
        var last = bytes[(parts - 1)..].Aggregate(0UL, (number, octet) => (number << 8) | octet);
        var text = string.Join('.', [.. bytes[..(parts - 1)].Select(octet => Number(octet)), Number(last)]);
        return Disguise(text + (random.Next(4) == 0 ? "." : ""));
    }

    private string Number(ulong number)
    {
        var zeros = new string('0', random.Next(3));
        return random.Next(4) switch
        {
            0 => "0x" + zeros + number.ToString("x", CultureInfo.InvariantCulture),
            1 => "0X" + zeros + number.ToString("X", CultureInfo.InvariantCulture),
            2 => "0" + zeros + Convert.ToString((long)number, 8),
            _ => number.ToString(CultureInfo.InvariantCulture),
        };
    }

    private string Disguise(string text) => random.Next(5) switch
    {
        0 => string.Concat(text.Select(letter => letter is >= '0' and <= '9' ? (char)(letter - '0' + '０') : letter)),
        1 => text.Replace('.', "。．｡"[random.Next(3)]),
        2 => string.Concat(text.Select(letter => random.Next(2) == 0 ? letter.ToString() : $"%{(int)letter:x2}")),
        3 => text.Insert(random.Next(1, text.Length), Invisible[random.Next(Invisible.Length)]),
        _ => text,
    };
}
