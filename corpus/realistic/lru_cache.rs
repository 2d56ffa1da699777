//! A generic LRU cache: a hash map into an arena of doubly linked entries, with statistics and an eviction callback.
use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;

struct Entry<K, V> {
    key: K,
    value: V,
    newer: Option<usize>,
    older: Option<usize>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq)]
struct Statistics {
    hits: u32,
    misses: u32,
    evictions: u32,
}

struct LruCache<'a, K, V> {
    capacity: usize,
    index: HashMap<K, usize>,
    entries: Vec<Option<Entry<K, V>>>,
    free: Vec<usize>,
    newest: Option<usize>,
    oldest: Option<usize>,
    statistics: Statistics,
    on_evict: Option<Box<dyn FnMut(&K, V) + 'a>>,
}

impl<'a, K: Hash + Eq + Clone, V> LruCache<'a, K, V> {
    fn new(capacity: usize) -> Self {
        assert!(capacity > 0, "a cache needs room");
        LruCache {
            capacity,
            index: HashMap::with_capacity(capacity),
            entries: Vec::new(),
            free: Vec::new(),
            newest: None,
            oldest: None,
            statistics: Statistics::default(),
            on_evict: None,
        }
    }

    fn on_evict(mut self, callback: impl FnMut(&K, V) + 'a) -> Self {
        self.on_evict = Some(Box::new(callback));
        self
    }

    fn len(&self) -> usize {
        self.index.len()
    }

    fn entry(&self, slot: usize) -> &Entry<K, V> {
        self.entries[slot].as_ref().expect("a linked slot is occupied")
    }

    fn entry_mut(&mut self, slot: usize) -> &mut Entry<K, V> {
        self.entries[slot].as_mut().expect("a linked slot is occupied")
    }

    fn unlink(&mut self, slot: usize) {
        let Entry { newer, older, .. } = *self.entry(slot);
        match newer {
            Some(newer) => self.entry_mut(newer).older = older,
            None => self.newest = older,
        }
        match older {
            Some(older) => self.entry_mut(older).newer = newer,
            None => self.oldest = newer,
        }
    }

    fn link_newest(&mut self, slot: usize) {
        let previous = self.newest.replace(slot);
        let entry = self.entry_mut(slot);
        entry.newer = None;
        entry.older = previous;
        match previous {
            Some(previous) => self.entry_mut(previous).newer = Some(slot),
            None => self.oldest = Some(slot),
        }
    }

    fn release(&mut self, slot: usize) -> Entry<K, V> {
        self.unlink(slot);
        self.free.push(slot);
        let entry = self.entries[slot].take().expect("a linked slot is occupied");
        self.index.remove(&entry.key);
        entry
    }

    fn get(&mut self, key: &K) -> Option<&V> {
        let Some(&slot) = self.index.get(key) else {
            self.statistics.misses += 1;
            return None;
        };
        self.statistics.hits += 1;
        if self.newest != Some(slot) {
            self.unlink(slot);
            self.link_newest(slot);
        }
        Some(&self.entry(slot).value)
    }

    fn put(&mut self, key: K, value: V) -> Option<V> {
        if let Some(&slot) = self.index.get(&key) {
            self.unlink(slot);
            self.link_newest(slot);
            return Some(std::mem::replace(&mut self.entry_mut(slot).value, value));
        }
        if self.len() == self.capacity {
            self.evict();
        }
        let entry = Entry { key: key.clone(), value, newer: None, older: None };
        let slot = match self.free.pop() {
            Some(slot) => {
                self.entries[slot] = Some(entry);
                slot
            }
            None => {
                self.entries.push(Some(entry));
                self.entries.len() - 1
            }
        };
        self.index.insert(key, slot);
        self.link_newest(slot);
        None
    }

    fn evict(&mut self) {
        if let Some(oldest) = self.oldest {
            let entry = self.release(oldest);
            self.statistics.evictions += 1;
            if let Some(callback) = &mut self.on_evict {
                callback(&entry.key, entry.value);
            }
        }
    }

    fn remove(&mut self, key: &K) -> Option<V> {
        let slot = *self.index.get(key)?;
        Some(self.release(slot).value)
    }

    fn iter(&self) -> Iter<'_, 'a, K, V> {
        Iter { cache: self, next: self.newest }
    }
}

struct Iter<'c, 'a, K, V> {
    cache: &'c LruCache<'a, K, V>,
    next: Option<usize>,
}

impl<'c, K: Hash + Eq + Clone, V> Iterator for Iter<'c, '_, K, V> {
    type Item = (&'c K, &'c V);

    fn next(&mut self) -> Option<Self::Item> {
        let entry = self.cache.entry(self.next?);
        self.next = entry.older;
        Some((&entry.key, &entry.value))
    }
}

fn show<K: Hash + Eq + Clone + Debug, V: Debug>(label: &str, cache: &LruCache<'_, K, V>) {
    let contents: Vec<_> = cache.iter().collect();
    println!("{label}: {contents:?}");
}

fn cached_collatz(n: u64, cache: &mut LruCache<'_, u64, u32>) -> u32 {
    if n == 1 {
        return 0;
    }
    if let Some(steps) = cache.get(&n) {
        return *steps;
    }
    let next = if n % 2 == 0 { n / 2 } else { 3 * n + 1 };
    let steps = 1 + cached_collatz(next, cache);
    cache.put(n, steps);
    steps
}

fn main() {
    let mut evicted = Vec::new();
    {
        let mut cache =
            LruCache::new(3).on_evict(|key: &String, value: u32| evicted.push(format!("{key}={value}")));
        for (key, value) in [("a", 1), ("b", 2), ("c", 3)] {
            cache.put(key.to_string(), value);
        }
        show("filled", &cache);
        println!("{:?}", cache.get(&"a".to_string()));
        println!("{:?}", cache.put("b".to_string(), 20));
        show("touched", &cache);
        cache.put("d".to_string(), 4);
        println!("{:?}", cache.get(&"c".to_string()));
        show("c is gone", &cache);
        println!("{:?} {:?}", cache.remove(&"b".to_string()), cache.remove(&"b".to_string()));
        cache.put("e".to_string(), 5);
        cache.put("f".to_string(), 6);
        show("again full", &cache);
        println!("{} entries, {:?}", cache.len(), cache.statistics);
    }
    println!("evicted {evicted:?}");

    let mut cache = LruCache::new(50);
    let longest = (1..300).max_by_key(|&n| cached_collatz(n, &mut cache)).unwrap_or(0);
    println!("{longest} takes {} steps", cached_collatz(longest, &mut cache));
    println!("{} entries, {:?}", cache.len(), cache.statistics);
    let newest: Vec<u64> = cache.iter().take(4).map(|(n, _)| *n).collect();
    println!("newest {newest:?}");
}
