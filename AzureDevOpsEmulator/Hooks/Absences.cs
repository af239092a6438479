using System.Collections.Concurrent;
using AzureDevOpsEmulator.State;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Hooks;

/// <summary>Who has no access any more, so that what they subscribed to is disabled. Their tokens go on working.</summary>
internal sealed class Absences
{
    private const string Kind = "absent";

    private readonly Journal _journal;
    private readonly ConcurrentDictionary<string, bool> _accounts;

    public Absences(Journal journal)
    {
        _journal = journal;
        _accounts = new(journal.All<string>(Kind).Select(account => KeyValuePair.Create(account, true)), StringComparer.OrdinalIgnoreCase);
    }

    public bool Includes(string account) => _accounts.ContainsKey(account);

    public void Add(Person person)
    {
        _accounts[person.Account] = true;
        _journal.Put(Kind, person.Account, person.Account);
    }

    public void Remove(Person person)
    {
        _accounts.TryRemove(person.Account, out _);
        _journal.Remove(Kind, person.Account);
    }
}
