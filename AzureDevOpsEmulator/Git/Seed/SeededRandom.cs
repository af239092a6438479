using System.Buffers.Binary;

namespace AzureDevOpsEmulator.Git.Seed;

/// <summary>
/// Pseudorandom numbers that are the same for a seed on every platform and release, which System.Random doesn't guarantee: SplitMix64 by
/// Steele, Lea and Flood.
/// </summary>
internal sealed class SeededRandom(string seed)
{
    private ulong _state = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(seed)));

    public int Next(int limit)
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)limit);
    }

    public int NextInRange(int first, int last) => first + Next(last - first + 1);

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Next(choices.Count)];
}

/// <summary>Authors and times of commits: some days apart, on working days, in the author's time zone.</summary>
internal sealed class SeedCalendar(SeededRandom choices)
{
    private static readonly (string Name, string Email, double UtcOffset)[] People =
    [
        ("Amelie Brandt", "amelie.brandt@spacetech.example", 1),
        ("Jonas Keller", "jonas.keller@spacetech.example", 1),
        ("Zoë Fischer", "zoe.fischer@spacetech.example", 1),
        ("Priya Nair", "priya.nair@spacetech.example", 5.5),
        ("Marcus O'Neill", "marcus.oneill@spacetech.example", 0),
        ("Łukasz Wójcik", "lukasz.wojcik@spacetech.example", 1),
        ("Grace Chen", "grace.chen@spacetech.example", -8),
    ];

    private readonly int _team = choices.Next(People.Length);
    private DateTime _day = new DateTime(2023, 1, 9, 0, 0, 0, DateTimeKind.Unspecified).AddDays(choices.Next(500));

    /// <summary>One of the three people who work on a repository.</summary>
    public GitSignature Next()
    {
        _day = _day.AddDays(choices.NextInRange(1, 9));
        while (_day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) _day = _day.AddDays(1);
        var (name, email, utcOffset) = People[(_team + choices.Next(3)) % People.Length];
        var clock = new TimeSpan(choices.NextInRange(8, 17), choices.Next(60), choices.Next(60));
        return new(name, email, new DateTimeOffset(_day + clock, TimeSpan.FromHours(utcOffset)));
    }
}
